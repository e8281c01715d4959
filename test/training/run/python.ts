import { execFileSync } from 'child_process';

/** Whether a Python has a module. */
export function has(python: string, name: string): boolean {
  try {
    execFileSync(python, ['-c', `import importlib.util, sys; sys.exit(importlib.util.find_spec('${name}') is None)`], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
