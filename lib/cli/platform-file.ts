import type { Io } from './io';
import { pathOf, printable } from './names';
import type { Platform } from './platform-facts';
import { platformOf } from './platform-facts';
import { sourceOf } from './sources';
import type { Document } from './yaml/document';
import { positionsOf, readDocuments } from './yaml/document';
import type { Flaw } from './yaml/flaw';
import type { Step } from './yaml/positions';

/** Reads a platform file; without a platform where it is not one, with a line for each reason. */
export async function readPlatform(file: string, io: Io): Promise<{ platform?: Platform; problems: string[] }> {
  const { name, text, flaw } = await sourceOf(file, io);
  if (text === undefined) return { problems: [line(name, flaw!)] };
  const { documents, flaws } = readDocuments(text);
  if (flaws.length > 0) return { problems: flaws.map(one => line(name, one)) };
  return documents.length === 1 ? read(name, documents[0]) : { problems: [line(name, { message: `one document is expected, got ${documents.length}` })] };
}

function line(file: string, flaw: Partial<Flaw> & Pick<Flaw, 'message'>): string {
  const place = [file, flaw.line, flaw.column].filter(part => part !== undefined).join(':');
  return printable(`${place}  ${flaw.message}`);
}

function read(name: string, document: Document): { platform?: Platform; problems: string[] } {
  const { platform, mistakes } = platformOf(document.value);
  if (platform) return { platform, problems: [] };
  const positions = positionsOf(document);
  const lineOf = (steps: readonly Step[]) => document.chunk.line + (positions?.lineOf(steps) ?? 0) + 1;
  return { problems: mistakes.map(({ steps, message }) => line(name, { line: lineOf(steps), message: `${pathOf(steps)}: ${message}` })) };
}
