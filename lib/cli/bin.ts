#!/usr/bin/env node
import { main } from './main';

// Whoever reads may have seen enough: `cdk8s-mlops check . | head`.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

void main(process.argv.slice(2), { stdin: process.stdin, stdout: process.stdout, stderr: process.stderr, cwd: process.cwd() }).then(code => {
  process.exitCode = code;
});
