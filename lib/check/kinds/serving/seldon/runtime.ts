import { isText, items, oneOf } from './words';
import { record } from '../../../manifest';
import type { KindRule } from '../../../rule';

const COMPONENTS = ['seldon-scheduler', 'seldon-envoy', 'seldon-dataflow-engine', 'seldon-modelgateway', 'seldon-pipelinegateway', 'hodometer'];

/** A SeldonRuntime: what a namespace runs of Seldon Core 2. */
export const runtime: KindRule = {
  kinds: ['mlops.seldon.io/SeldonRuntime'],
  judge({ spec, metadata }, report, { objects }) {
    const config = objects.all('mlops.seldon.io/SeldonConfig').find(({ metadata: { name } }) => name === spec.seldonConfig);
    const names = config ? items(config.spec.components).map(component => record(component).name).filter(isText) : COMPONENTS;
    const seen = new Set<string>();
    items(spec.overrides).forEach((item, i) => {
      const { name, replicas } = record(item);
      const path = `spec.overrides[${i}]`;
      if (typeof replicas === 'number' && replicas < 0) report.warn('SELDON_SCALING', `${path}.replicas`, replicas, 'at least 0: no pods can be made of it');
      if (typeof name !== 'string') return;
      if (seen.has(name)) report.warn('SELDON_RUNTIME', `${path}.name`, name, 'this component is overridden already; put all into one');
      else if (!names.includes(name) && (config || spec.seldonConfig === 'default')) report.warn('SELDON_RUNTIME', `${path}.name`, name, `no component of the SeldonConfig, so it changes nothing: ${oneOf(names, name)}`);
      seen.add(name);
    });
    const first = objects.all('mlops.seldon.io/SeldonRuntime').find(other => other.metadata.namespace === metadata.namespace);
    if (first && first.metadata.name !== metadata.name) report.warn('SELDON_RUNTIME', 'metadata.namespace', metadata.namespace, `SeldonRuntime ${first.metadata.name} runs there; two fight for the same objects`);
  },
};
