import { writeFileSync } from 'fs';
import { join } from 'path';
import { APPS, render } from './apps';

for (const app of Object.keys(APPS)) {
  writeFileSync(join(__dirname, `${app}.yaml`), render(app));
  console.log(`test/apps/${app}.yaml`);
}
