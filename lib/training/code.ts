import { readdirSync, readFileSync, statSync } from 'fs';
import { join } from 'path';
import type * as kplus from 'cdk8s-plus-28';
import type { Fetch } from '../core';
import { fromSecret, Storage, SynthesisError } from '../core';

/** Fetches repositories. @see https://github.com/kubernetes/git-sync */
const GIT_SYNC = 'registry.k8s.io/git-sync/git-sync:v4.4.2';

/** What a ConfigMap holds at most, with room for its metadata. */
const MAX_BYTES = 1000 * 1024;

/** Options of code in a git repository. */
export interface GitOptions {
  /**
   * Branch, tag or commit. A commit makes the job repeatable.
   * @default HEAD
   */
  readonly ref?: string;
  /**
   * A Secret with keys `username` and `password`, the password being a token.
   * @default - what is public
   */
  readonly credentials?: kplus.ISecret;
  /**
   * Where the files are kept.
   * @default - scratch space of the pod
   */
  readonly onto?: Storage;
  /**
   * Image of git-sync.
   * @default - a release of git-sync 4
   */
  readonly image?: string;
}

/**
 * Training code that is not in the image: small files in a ConfigMap, or a git
 * repository. Say where it appears with `.at('/path')`.
 *
 * @example
 * Code.git('https://github.com/acme/resnet', { ref: 'v2.1' }).at('/code'); // in /code/current
 */
export class Code {
  /**
   * Small text files by name, kept in a ConfigMap with a hash of them in its
   * name: changed code is a changed job.
   */
  public static inline(files: { [name: string]: string }): Storage {
    return Storage._files(files);
  }

  /** A text file of this machine, under its own name; read when the app is synthesized, at most a megabyte. */
  public static file(path: string): Storage {
    return Storage._files(read([path]));
  }

  /** The text files of a directory of this machine, without those of its subdirectories; at most a megabyte together. */
  public static directory(path: string): Storage {
    let names: string[];
    try {
      names = readdirSync(path).filter(name => !name.startsWith('.') && statSync(join(path, name)).isFile()).sort();
    } catch {
      throw new SynthesisError(`Code.directory: got '${path}'; there is no such directory below ${process.cwd()}`);
    }
    if (names.length === 0) throw new SynthesisError(`Code.directory: got '${path}'; it holds no files`);
    return Storage._files(read(names.map(name => join(path, name))));
  }

  /**
   * A git repository, at `current` in the directory where it is mounted.
   * @param url `https://host/path`
   */
  public static git(url: string, options: GitOptions = {}): Storage {
    const { ref, credentials, onto = Storage.scratch(), image = GIT_SYNC } = options;
    const fetch: Fetch = {
      image,
      args: path => [`--repo=${url}`, ...ref === undefined ? [] : [`--ref=${ref}`], `--root=${path}`, '--link=current', '--depth=1', '--one-time'],
      env: credentials ? [fromSecret('GITSYNC_USERNAME', credentials.name, 'username'), fromSecret('GITSYNC_PASSWORD', credentials.name, 'password')] : [],
      ...!/^https?:\/\/[^/\s@]+\/\S+$/.test(url) && { problem: ['repository', url.replace(/\/\/[^/]*@/, '//***@'), "use 'https://host/path', without a login in it"] as const },
    };
    return Storage._fetched(fetch, onto);
  }
}

function read(paths: readonly string[]): Record<string, string> {
  const files: Record<string, string> = {};
  let bytes = 0;
  for (const path of paths) {
    let content: Buffer;
    try {
      content = readFileSync(path);
    } catch {
      throw new SynthesisError(`Code: got '${path}'; there is no such file below ${process.cwd()}`);
    }
    if (content.includes(0)) throw new SynthesisError(`Code: got '${path}'; a ConfigMap keeps text: put this file into the image`);
    if ((bytes += content.length) > MAX_BYTES) throw new SynthesisError(`Code: got '${path}'; with it there are ${bytes} bytes, and a ConfigMap keeps a megabyte: use Code.git, or put the code into the image`);
    files[path.split(/[/\\]/).pop()!] = content.toString('utf8');
  }
  return files;
}
