import { list, record } from '../../manifest';
import type { Report } from '../../report';
import type { KindRule } from '../../rule';

/** What Metacontroller wants of its controllers; it has no webhook, and logs what it cannot run. */
export const metacontroller: KindRule = {
  kinds: ['metacontroller.k8s.io/CompositeController', 'metacontroller.k8s.io/DecoratorController'],
  judge({ kind, spec }, report) {
    const hooks = record(spec.hooks);
    if (hooks.sync === undefined) report.warn('METACONTROLLER_HOOK', 'spec.hooks.sync', undefined, 'without a sync hook nothing says what the children should be');
    for (const [name, hook] of Object.entries(hooks)) webhook(record(record(hook).webhook), `spec.hooks.${name}.webhook`, hook, report);
    const [field, place] = kind === 'CompositeController' ? ['childResources', 'spec.childResources'] : ['attachments', 'spec.attachments'];
    const seen = new Set<string>();
    list(spec[field]).forEach((child, i) => {
      const { apiVersion, resource, updateStrategy } = record(child);
      const id = `${apiVersion} ${resource}`;
      if (seen.has(id)) report.warn('METACONTROLLER_CHILD', `${place}[${i}]`, id, 'stands twice: the second one is ignored');
      seen.add(id);
      if (typeof resource === 'string' && /[A-Z]/.test(resource)) report.warn('METACONTROLLER_CHILD', `${place}[${i}].resource`, resource, 'the plural of the kind in lower case, such as deployments');
      const { method } = record(updateStrategy);
      if (kind === 'DecoratorController' && typeof method === 'string' && method.startsWith('Rolling')) {
        report.warn('METACONTROLLER_CHILD', `${place}[${i}].updateStrategy.method`, method, 'only a CompositeController rolls: OnDelete, Recreate or InPlace');
      }
    });
  },
};

function webhook(hook: Record<string, any>, at: string, whole: unknown, report: Report): void {
  if (whole === undefined || whole === null) return;
  if (Object.keys(hook).length === 0) {
    report.warn('METACONTROLLER_HOOK', at, undefined, 'a hook is a webhook with a url or a service');
    return;
  }
  if (hook.url === undefined && (hook.service === undefined || hook.path === undefined)) report.warn('METACONTROLLER_HOOK', `${at}.url`, undefined, 'a url, or a service and a path');
}
