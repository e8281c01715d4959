import { readFileSync } from 'fs';
import { join } from 'path';
import { propsTable } from '../../imports/generate/props';

test('imports/props.json says what the types of the library say (npm run props)', () => {
  expect(propsTable() === readFileSync(join(__dirname, '../../imports/props.json'), 'utf8')).toBe(true);
}, 120_000);
