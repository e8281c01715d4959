import { nearest } from './nearest';

/** Parts of the names that are aliases: `US/Pacific`, `Africa/Dar_es_Salaam`, `Etc/GMT+1`. */
const PART = /^(?:[A-Z][a-z]+(?:[A-Z][a-z]+)*|of|es|au|[A-Z]{1,4}|GMT[-+]?[0-9]*|[0-9]+|)$/;
const CAPITALS = /^(?:US|NZ|NZ-CHAT|GB|PRC|ROC|ROK|UTC|UCT|GMT[-+]?0?|EST|MST|HST|CET|MET|EET|WET|W-SU|[A-Z]{3}[0-9][A-Z]{3})$/;

/** Whether Go knows a time zone: it looks for a file of that name, so that case counts, which it does not for JavaScript. */
export function isTimeZone(name: string): boolean {
  if (name === 'Local') return true;
  const canonical = canonicalOf(name);
  if (canonical === undefined || /^[-+0-9]/.test(name)) return false;
  if (canonical.toLowerCase() === name.toLowerCase()) return canonical === name;
  return name === name.toUpperCase() ? CAPITALS.test(name) : name.split(/[/_-]/).every(part => PART.test(part));
}

function canonicalOf(name: string): string | undefined {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}

export function nearestTimeZone(name: string): string | undefined {
  const canonical = canonicalOf(name);
  if (canonical !== undefined && canonical.toLowerCase() === name.toLowerCase()) return canonical;
  return name.length > 40 ? undefined : nearest(name, ['UTC', ...Intl.supportedValuesOf('timeZone')]);
}
