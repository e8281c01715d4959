import { isAbsent, isMap, list, record } from '../../../manifest';
import type { Teller } from '../values';

const LIST_TYPE = 'x-kubernetes-list-type';
const MAP_TYPE = 'x-kubernetes-map-type';
const KEYS = 'x-kubernetes-list-map-keys';

/** How lists and maps of a schema are merged. */
export function judgeListsAndMaps(report: Teller, node: Record<string, any>, at: string): void {
  const listType = node[LIST_TYPE];
  const mapType = node[MAP_TYPE];
  if (!isAbsent(mapType)) {
    if (node.type !== 'object') report.refuse('CRD_STRUCTURE', `${at}.type`, node.type ?? undefined, `object, with ${MAP_TYPE}`);
    if (mapType !== 'atomic' && mapType !== 'granular') report.refuse('VALUE_UNKNOWN', `${at}['${MAP_TYPE}']`, mapType, 'atomic or granular');
  }
  const keys = list(node[KEYS]);
  if (keys.length > 0 && listType !== 'map') report.refuse('CRD_STRUCTURE', `${at}['${LIST_TYPE}']`, listType ?? undefined, `map, with ${KEYS}`);
  if (isAbsent(listType)) return;
  if (node.type !== 'array') report.refuse('CRD_STRUCTURE', `${at}.type`, node.type ?? undefined, `array, with ${LIST_TYPE}`);
  if (!['atomic', 'set', 'map'].includes(listType)) report.refuse('VALUE_UNKNOWN', `${at}['${LIST_TYPE}']`, listType, 'atomic, set or map');
  const items = record(node.items);
  if (listType === 'set') judgeSet(report, items, `${at}.items`);
  if (listType === 'map') judgeKeys(report, node, items, keys, at);
  if ((listType === 'set' || listType === 'map') && items.nullable === true) report.refuse('CRD_STRUCTURE', `${at}.items.nullable`, true, `items of a ${listType} are never null`);
}

function judgeSet(report: Teller, items: Record<string, any>, at: string): void {
  const isWhole = items.type === 'object' ? items[MAP_TYPE] === 'atomic' : items.type !== 'array' || isAbsent(items[LIST_TYPE]) || items[LIST_TYPE] === 'atomic';
  if (!isWhole) report.refuse('CRD_STRUCTURE', `${at}['${items.type === 'object' ? MAP_TYPE : LIST_TYPE}']`, undefined, 'atomic: items of a set are compared as a whole');
}

function judgeKeys(report: Teller, node: Record<string, any>, items: Record<string, any>, keys: readonly any[], at: string): void {
  if (keys.length === 0) report.refuse('CRD_STRUCTURE', `${at}['${KEYS}']`, undefined, 'the fields that tell the items apart');
  if (items.type !== 'object' && isMap(node.items)) report.refuse('CRD_STRUCTURE', `${at}.items.type`, items.type ?? undefined, 'object, in a list of type map');
  if (items.type !== 'object') return;
  keys.forEach((key, i) => {
    const field = record(items.properties)[key];
    const place = `${at}['${KEYS}'][${i}]`;
    if (!isMap(field)) report.refuse('CRD_STRUCTURE', place, key, 'a property of the items');
    else {
      if (field.type === 'array' || field.type === 'object') report.refuse('CRD_STRUCTURE', place, key, 'a key is text, a number or a boolean');
      if (field.nullable === true) report.refuse('CRD_STRUCTURE', place, key, 'a key is never null');
      if (!list(items.required).includes(key) && isAbsent(field.default)) report.refuse('CRD_STRUCTURE', place, key, 'list it under required of the items, or give it a default');
    }
    if (keys.indexOf(key) < i) report.refuse('NAME_DUPLICATE', place, key, 'the key is listed already');
  });
}
