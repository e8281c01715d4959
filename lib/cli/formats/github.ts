import type { Finding } from '../findings';
import type { CheckReport } from '../report';
import { relativePath } from './paths';

const COMMANDS = { error: 'error', warning: 'warning', info: 'notice' };

/** Workflow commands, which GitHub shows beside the lines of a pull request. */
export function github({ findings }: CheckReport): string {
  return findings.map(finding => `${command(finding)}\n`).join('');
}

function command({ file, line, column, code, level, message }: Finding): string {
  const properties = { file: relativePath(file), line, col: column, title: code };
  const list = Object.entries(properties).flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${property(String(value))}`]));
  return `::${COMMANDS[level]} ${list.join(',')}::${data(message)}`;
}

const data = (text: string) => text.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
const property = (text: string) => data(text).replace(/:/g, '%3A').replace(/,/g, '%2C');
