/** A field as Katib's own types read it; where they are Kubernetes types, the name of one. */
export type Shape =
  | 'text' | 'int32' | 'number' | 'boolean' | 'object' | 'anything' | 'Container' | 'HTTPGetAction'
  | { readonly list: Shape } | { readonly map: Shape } | { readonly fields: Readonly<Record<string, Shape>> };

const texts: Shape = { list: 'text' };
const listOf = (fields: Readonly<Record<string, Shape>>): Shape => ({ list: { fields } });
const settings = listOf({ name: 'text', value: 'text' });

const objective: Shape = {
  fields: {
    type: 'text', goal: 'number', objectiveMetricName: 'text', additionalMetricNames: texts, metricStrategies: listOf({ name: 'text', value: 'text' }),
  },
};
const algorithm: Shape = { fields: { algorithmName: 'text', algorithmSettings: settings } };
const parameters = listOf({
  name: 'text', parameterType: 'text', feasibleSpace: { fields: { min: 'text', max: 'text', step: 'text', list: texts, distribution: 'text' } },
});
const collector: Shape = {
  fields: {
    collector: { fields: { kind: 'text', customCollector: 'Container' } },
    source: {
      fields: {
        httpGet: 'HTTPGetAction',
        fileSystemPath: { fields: { path: 'text', kind: 'text', format: 'text' } },
        filter: { fields: { metricsFormat: texts } },
      },
    },
  },
};
const trialTemplate: Shape = {
  fields: {
    retain: 'boolean',
    trialSpec: 'object',
    configMap: { fields: { configMapName: 'text', configMapNamespace: 'text', templatePath: 'text' } },
    trialParameters: listOf({ name: 'text', description: 'text', reference: 'text' }),
    primaryPodLabels: { map: 'text' },
    primaryContainerName: 'text', successCondition: 'text', failureCondition: 'text',
  },
};
const nasConfig: Shape = {
  fields: {
    graphConfig: { fields: { numLayers: 'int32', inputSizes: { list: 'int32' }, outputSizes: { list: 'int32' } } },
    operations: listOf({ operationType: 'text', parameters }),
  },
};

const objectOf = (spec: Readonly<Record<string, Shape>>): Shape => ({
  fields: { apiVersion: 'text', kind: 'text', metadata: 'anything', spec: { fields: spec }, status: 'anything' },
});

/** The fields of Katib's kinds, whose CRDs have no schema; as of 0.19. */
export const KATIB_FIELDS: Readonly<Record<string, Shape>> = {
  Experiment: objectOf({
    parameters, objective, algorithm, earlyStopping: algorithm, trialTemplate, nasConfig,
    parallelTrialCount: 'int32', maxTrialCount: 'int32', maxFailedTrialCount: 'int32', metricsCollectorSpec: collector, resumePolicy: 'text',
  }),
  Suggestion: objectOf({ algorithm, earlyStopping: algorithm, requests: 'int32', resumePolicy: 'text' }),
  Trial: objectOf({
    objective, parameterAssignments: settings,
    earlyStoppingRules: listOf({ name: 'text', value: 'text', comparison: 'text', startStep: 'int32' }),
    runSpec: 'object', retainRun: 'boolean', metricsCollector: collector, primaryPodLabels: { map: 'text' }, primaryContainerName: 'text',
    successCondition: 'text', failureCondition: 'text', labels: { map: 'text' },
  }),
};
