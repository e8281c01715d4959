import { TRANSFORMER_CONTAINER } from './components';
import type { ServiceRule } from './service';
import { maps, text } from './values';
import { list } from '../../../manifest';

/** The Service that KServe makes of a component in Standard mode: its ports are those of the container that is asked. */
export const servicePorts: ServiceRule = ({ components, mode }, report) => {
  if (mode.runs !== 'Standard') return;
  for (const { role, containers, implementations } of components) {
    const model = implementations.find(one => one.kind !== 'containers');
    const beside = role === 'predictor' ? containers.find(one => one.name === TRANSFORMER_CONTAINER) : undefined;
    const asked = beside ?? model ?? containers[0];
    if (!asked) continue;
    const ports = maps(asked.map.ports, `${asked.path}.ports`);
    const unnamed = ports.length > 1 ? ports.find(({ map }) => (text(map.name) ?? '') === '') : undefined;
    if (unnamed) {
      report.warn('KSERVE_SERVICE_PORT', `${unnamed.path}.name`, undefined, 'name each of several ports, such as http1 and h2c: KServe copies them to a Service, which is refused without');
    }
    if (beside && model && list(beside.map.ports).length === 0) {
      report.note('KSERVE_SERVICE_PORT', `${beside.path}.ports`, undefined, 'add its port: without one requests go to 8080, where the model server listens as shipped, and pass the transformer by');
    }
  }
};
