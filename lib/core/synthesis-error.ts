import * as path from 'path';

const LIBRARY = path.resolve(__dirname, '..');

/** All problems of an app. Its message is for the author: no stack of ours. */
export class SynthesisError extends Error {
  constructor(message: string) {
    super(message);
    // What Node prints of an error nobody caught: of the frames, the author's line alone.
    const frames = (this.stack ?? '').split('\n').filter(line => /^\s+at /.test(line));
    const theirs = frames.find(line => !/node:|node_modules/.test(line) && !line.includes(LIBRARY));
    this.stack = [message, ...theirs ? [theirs] : []].join('\n');
  }

  public get name(): string {
    return 'SynthesisError';
  }
}
