import { cronJob, job, object, told } from './told';

test.each<[string, object, ...string[]]>([
  ['a negative number of pods', { parallelism: -1 },
    'error VALUE_OUT_OF_RANGE spec.parallelism: got -1; at least 0'],
  ['pods that always start again', { template: { spec: { restartPolicy: 'Always', containers: [{ name: 'main', image: 'main:1' }] } } },
    "error RESTART_POLICY spec.template.spec.restartPolicy: got 'Always'; pods of a Job end: Never makes a new pod, OnFailure starts the container again"],
  ['pods of no policy', { template: { spec: { restartPolicy: undefined, containers: [{ name: 'main', image: 'main:1' }] } } },
    'error RESTART_POLICY spec.template.spec.restartPolicy: pods of a Job end: Never makes a new pod, OnFailure starts the container again'],
  ['indexes without a count', { completionMode: 'Indexed', parallelism: 2 },
    'error VALUE_MISSING spec.completions: an Indexed Job says how many indexes it has'],
  ['a limit for each index, without indexes', { backoffLimitPerIndex: 1 },
    'error JOB_INDEXED spec.backoffLimitPerIndex: got 1; only with completionMode Indexed'],
  ['failed indexes, without a limit for each', { completionMode: 'Indexed', completions: 5, parallelism: 5, maxFailedIndexes: 1 },
    'error VALUE_MISSING spec.backoffLimitPerIndex: maxFailedIndexes wants it'],
  ['more failed indexes than there are', { completionMode: 'Indexed', completions: 5, parallelism: 5, backoffLimitPerIndex: 1, maxFailedIndexes: 6 },
    'error VALUE_OUT_OF_RANGE spec.maxFailedIndexes: got 6; at most 5'],
  ['more indexes at a time than the server takes', { completionMode: 'Indexed', completions: 200000, parallelism: 100001 },
    'error VALUE_OUT_OF_RANGE spec.parallelism: got 100001; at most 100000 of an Indexed Job this large'],
  ['very many indexes, and no bound of failed ones', { completionMode: 'Indexed', completions: 200000, parallelism: 10, backoffLimitPerIndex: 1 },
    'error VALUE_MISSING spec.maxFailedIndexes: with more than 100000 completions the API server wants it'],
  ['a manager without a domain', { managedBy: 'me' },
    "error NAME_INVALID spec.managedBy: got 'me'; the controller, such as kueue.x-k8s.io/multikueue"],
  ['a manager with a long name', { managedBy: 'example.com/xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx' },
    "error NAME_TOO_LONG spec.managedBy: got 'example.com/xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx'; at most 63 characters"],
  ['a selector of its own', { selector: { matchLabels: { a: 'b' } } },
    'error JOB_SELECTOR spec.selector: the API server makes it: leave it out, or set manualSelector: true'],
  ['a manual selector that is not there', { manualSelector: true },
    'error VALUE_MISSING spec.selector: manualSelector: true wants it; or leave both out'],
  ['a manual selector that misses', { manualSelector: true, selector: { matchLabels: { a: 'b' } } },
    'error SELECTOR_MISMATCH spec.template.metadata.labels: the selector asks for a=b: give the template the label'],
  ['the name of another Job', { template: { metadata: { labels: { 'job-name': 'b' } }, spec: { restartPolicy: 'Never', containers: [{ name: 'main', image: 'main:1' }] } } },
    "error JOB_SELECTOR spec.template.metadata.labels.job-name: got 'b'; it is the name of the Job, a: leave it out"],
  ['a label of the server', { template: { metadata: { labels: { 'controller-uid': 'b' } }, spec: { restartPolicy: 'Never', containers: [{ name: 'main', image: 'main:1' }] } } },
    "error JOB_SELECTOR spec.template.metadata.labels.controller-uid: got 'b'; the API server makes this label: leave it out"],
  ['a failure policy, and containers that start again', {
    podFailurePolicy: { rules: [{ action: 'FailJob', onExitCodes: { operator: 'In', values: [1] } }] },
    template: { spec: { restartPolicy: 'OnFailure', containers: [{ name: 'main', image: 'main:1' }] } },
  },
  "error RESTART_POLICY spec.template.spec.restartPolicy: got 'OnFailure'; Never: with podFailurePolicy, failed containers are not started again"],
  ['a failure policy of 21 rules', { podFailurePolicy: { rules: Array.from({ length: 21 }, () => ({ action: 'FailJob', onExitCodes: { operator: 'In', values: [1] } })) } },
    'error VALUE_OUT_OF_RANGE spec.podFailurePolicy.rules: got 21; at most 20 rules'],
  ['a rule that fails an index, without indexes', { podFailurePolicy: { rules: [{ action: 'FailIndex', onExitCodes: { operator: 'In', values: [1] } }] } },
    "error JOB_INDEXED spec.podFailurePolicy.rules[0].action: got 'FailIndex'; FailIndex wants backoffLimitPerIndex"],
  ['a rule of nothing', { podFailurePolicy: { rules: [{ action: 'Ignore' }] } },
    'error NOT_EXACTLY_ONE spec.podFailurePolicy.rules[0]: give one of onExitCodes, onPodConditions'],
  ['a rule of two', {
    podFailurePolicy: { rules: [{ action: 'FailJob', onExitCodes: { operator: 'In', values: [1] }, onPodConditions: [{ type: 'DisruptionTarget', status: 'True' }] }] },
  },
  'error NOT_EXACTLY_ONE spec.podFailurePolicy.rules[0]: give one of onExitCodes, onPodConditions'],
  ['a rule of a container that is not there', { podFailurePolicy: { rules: [{ action: 'FailJob', onExitCodes: { operator: 'In', values: [1], containerName: 'b' } }] } },
    "error CONTAINER_UNKNOWN spec.podFailurePolicy.rules[0].onExitCodes.containerName: got 'b'; one of main"],
  ['a rule of no codes', { podFailurePolicy: { rules: [{ action: 'FailJob', onExitCodes: { operator: 'In', values: [] } }] } },
    'error VALUE_OUT_OF_RANGE spec.podFailurePolicy.rules[0].onExitCodes.values: got 0; 1 to 255 exit codes'],
  ['a rule of success', { podFailurePolicy: { rules: [{ action: 'FailJob', onExitCodes: { operator: 'In', values: [0] } }] } },
    'error VALUE_OUT_OF_RANGE spec.podFailurePolicy.rules[0].onExitCodes.values[0]: got 0; 0 is success: no pod fails with it'],
  ['a rule of one code twice', { podFailurePolicy: { rules: [{ action: 'FailJob', onExitCodes: { operator: 'In', values: [1, 1] } }] } },
    'error NAME_DUPLICATE spec.podFailurePolicy.rules[0].onExitCodes.values[1]: got 1; the code is listed already'],
  ['a rule of codes in disorder', { podFailurePolicy: { rules: [{ action: 'FailJob', onExitCodes: { operator: 'In', values: [2, 1] } }] } },
    'error VALUE_MALFORMED spec.podFailurePolicy.rules[0].onExitCodes.values[1]: got 1; list the codes in ascending order'],
  ['a rule of a condition that cannot be', { podFailurePolicy: { rules: [{ action: 'Ignore', onPodConditions: [{ type: 'a b', status: 'True' }] }] } },
    "error NAME_INVALID spec.podFailurePolicy.rules[0].onPodConditions[0].type: got 'a b'; a condition such as DisruptionTarget"],
  ['a rule of a condition of no known status', { podFailurePolicy: { rules: [{ action: 'Ignore', onPodConditions: [{ type: 'DisruptionTarget', status: 'Yes' }] }] } },
    "error VALUE_UNKNOWN spec.podFailurePolicy.rules[0].onPodConditions[0].status: got 'Yes'; 'True', 'False' or 'Unknown', in quotes"],
  ['a failure policy, and pods replaced while they end', { podFailurePolicy: { rules: [{ action: 'FailJob', onExitCodes: { operator: 'In', values: [1] } }] }, podReplacementPolicy: 'TerminatingOrFailed' },
    "error FIELDS_CONFLICT spec.podReplacementPolicy: got 'TerminatingOrFailed'; Failed, or left out: a podFailurePolicy looks at pods that have failed"],
  ['a success policy without indexes', { successPolicy: { rules: [{ succeededCount: 1 }] } },
    'error JOB_INDEXED spec.successPolicy: only with completionMode Indexed'],
  ['a success policy without rules', { completionMode: 'Indexed', completions: 5, parallelism: 5, successPolicy: { rules: [] } },
    'error VALUE_MISSING spec.successPolicy.rules: one rule at least'],
  ['a success policy of 21 rules', { completionMode: 'Indexed', completions: 5, parallelism: 5, successPolicy: { rules: Array.from({ length: 21 }, () => ({ succeededCount: 1 })) } },
    'error VALUE_OUT_OF_RANGE spec.successPolicy.rules: got 21; at most 20 rules'],
  ['a success of nothing', { completionMode: 'Indexed', completions: 5, parallelism: 5, successPolicy: { rules: [{}] } },
    'error VALUE_MISSING spec.successPolicy.rules[0]: give succeededCount, succeededIndexes or both'],
  ['a success of more than there are', { completionMode: 'Indexed', completions: 5, parallelism: 5, successPolicy: { rules: [{ succeededCount: 6 }] } },
    'error VALUE_OUT_OF_RANGE spec.successPolicy.rules[0].succeededCount: got 6; at most 5: the completions of the Job'],
  ['a success of more than are named', { completionMode: 'Indexed', completions: 5, parallelism: 5, successPolicy: { rules: [{ succeededCount: 3, succeededIndexes: '0,1' }] } },
    'error VALUE_OUT_OF_RANGE spec.successPolicy.rules[0].succeededCount: got 3; at most 2: the number of succeededIndexes'],
  ['a success of indexes in words', { completionMode: 'Indexed', completions: 5, parallelism: 5, successPolicy: { rules: [{ succeededIndexes: 'all' }] } },
    "error JOB_INDEXES spec.successPolicy.rules[0].succeededIndexes: got 'all'; indexes and intervals with commas between, such as 0,2-4"],
  ['a success of an index that is not there', { completionMode: 'Indexed', completions: 5, parallelism: 5, successPolicy: { rules: [{ succeededIndexes: '0-5' }] } },
    "error JOB_INDEXES spec.successPolicy.rules[0].succeededIndexes: got '0-5'; indexes are 0 to 4"],
  ['a success of indexes in disorder', { completionMode: 'Indexed', completions: 5, parallelism: 5, successPolicy: { rules: [{ succeededIndexes: '2,1' }] } },
    "error JOB_INDEXES spec.successPolicy.rules[0].succeededIndexes: got '2,1'; in ascending order"],
  ['a success of an interval backwards', { completionMode: 'Indexed', completions: 5, parallelism: 5, successPolicy: { rules: [{ succeededIndexes: '2-1' }] } },
    "error JOB_INDEXES spec.successPolicy.rules[0].succeededIndexes: got '2-1'; in ascending order"],
])('a Job with %s', (_, given, ...lines) => {
  expect(told(job(given))).toEqual(lines);
});

test.each<[string, object]>([
  ['counts of everything', {
    parallelism: 2,
    completions: 4,
    backoffLimit: 0,
    activeDeadlineSeconds: 3600,
    ttlSecondsAfterFinished: 0,
    suspend: true,
    managedBy: 'kueue.x-k8s.io/multikueue',
  }],
  ['indexes, and policies for them', {
    completionMode: 'Indexed',
    completions: 5,
    parallelism: 5,
    backoffLimitPerIndex: 1,
    maxFailedIndexes: 5,
    podReplacementPolicy: 'Failed',
    podFailurePolicy: {
      rules: [
        { action: 'FailIndex', onExitCodes: { operator: 'NotIn', values: [0, 42], containerName: 'main' } },
        { action: 'Ignore', onPodConditions: [{ type: 'DisruptionTarget', status: 'True' }] },
      ],
    },
    successPolicy: { rules: [{ succeededIndexes: '0,2-4', succeededCount: 2 }, { succeededCount: 5 }] },
  }],
  ['one index', { completionMode: 'Indexed' }],
  ['a selector of its own that fits', {
    manualSelector: true,
    selector: { matchLabels: { a: 'b' } },
    template: { metadata: { labels: { a: 'b' } }, spec: { restartPolicy: 'Never', containers: [{ name: 'main', image: 'main:1' }] } },
  }],
  ['its own name', { template: { metadata: { labels: { 'job-name': 'a' } }, spec: { restartPolicy: 'Never', containers: [{ name: 'main', image: 'main:1' }] } } }],
  ['containers that start again', { template: { spec: { restartPolicy: 'OnFailure', containers: [{ name: 'main', image: 'main:1' }] } } }],
])('a Job with %s is fine', (_, given) => {
  expect(told(job(given))).toEqual([]);
});

test.each<[string, object, ...string[]]>([
  ['a schedule of six parts', { schedule: '0 0 2 * * *' },
    "error CRON_SCHEDULE_INVALID spec.schedule: got '0 0 2 * * *'; minute, hour, day of month, month and day of week: five parts, not 6"],
  ['minute 60', { schedule: '60 * * * *' },
    "error CRON_SCHEDULE_INVALID spec.schedule: got '60 * * * *'; minute '60': 0 to 59"],
  ['Sunday as 7', { schedule: '0 2 * * 7' },
    "error CRON_SCHEDULE_INVALID spec.schedule: got '0 2 * * 7'; day of week '7': 0 to 6"],
  ['a range backwards', { schedule: '30-10 * * * *' },
    "error CRON_SCHEDULE_INVALID spec.schedule: got '30-10 * * * *'; minute '30-10': it ends before it begins"],
  ['a step of zero', { schedule: '*/0 * * * *' },
    "error CRON_SCHEDULE_INVALID spec.schedule: got '*/0 * * * *'; minute '*/0': a step of at least 1"],
  ['two steps', { schedule: '*/1/2 * * * *' },
    "error CRON_SCHEDULE_INVALID spec.schedule: got '*/1/2 * * * *'; minute '*/1/2': one - and one / at most"],
  ['a month that is none', { schedule: '0 2 * JUNE *' },
    "error CRON_SCHEDULE_INVALID spec.schedule: got '0 2 * JUNE *'; month 'JUNE': 1 to 12 or a name of three letters"],
  ['a name that is none', { schedule: '@dayly' },
    "error CRON_SCHEDULE_INVALID spec.schedule: got '@dayly'; did you mean '@daily'?"],
  ['a name like no other', { schedule: '@never-ever' },
    "error CRON_SCHEDULE_INVALID spec.schedule: got '@never-ever'; one of @yearly, @annually, @monthly, @weekly, @daily, @midnight, @hourly"],
  ['an interval that is none', { schedule: '@every day' },
    "error CRON_SCHEDULE_INVALID spec.schedule: got '@every day'; '@every ' and a duration, such as @every 1h30m"],
  ['a zone in the schedule', { schedule: 'CRON_TZ=Europe/Berlin 0 2 * * *' },
    "error CRON_SCHEDULE_INVALID spec.schedule: got 'CRON_TZ=Europe/Berlin 0 2 * * *'; the time zone goes into timeZone"],
  ['a misspelt zone', { timeZone: 'Europe/Berln' },
    "error TIME_ZONE_INVALID spec.timeZone: got 'Europe/Berln'; did you mean 'Europe/Berlin'?"],
  ['a zone that is none', { timeZone: 'Here and now' },
    "error TIME_ZONE_INVALID spec.timeZone: got 'Here and now'; a zone of the IANA database, such as Europe/Berlin"],
  ['no zone', { timeZone: '' },
    "error TIME_ZONE_INVALID spec.timeZone: got ''; leave it out, or name a zone such as Europe/Berlin"],
  ['the zone of the server', { timeZone: 'Local' },
    "error TIME_ZONE_INVALID spec.timeZone: got 'Local'; no zone of its own: name one such as Europe/Berlin, or 'Etc/UTC'"],
  ['a deadline below zero', { startingDeadlineSeconds: -1 },
    'error VALUE_OUT_OF_RANGE spec.startingDeadlineSeconds: got -1; at least 0'],
  ['a deadline that is hardly ever met', { startingDeadlineSeconds: 5 },
    'warning DEADLINE_TOO_SOON spec.startingDeadlineSeconds: got 5; the controller looks every 10 seconds and may miss every run'],
  ['a history below zero', { failedJobsHistoryLimit: -1 },
    'error VALUE_OUT_OF_RANGE spec.failedJobsHistoryLimit: got -1; at least 0'],
  ['no Job', { jobTemplate: { metadata: {} } },
    'error VALUE_MISSING spec.jobTemplate.spec: the Job to make'],
  ['a label of Jobs that cannot be', {
    jobTemplate: {
      metadata: { labels: { 'a b': 'c' } },
      spec: { template: { spec: { restartPolicy: 'Never', containers: [{ name: 'main', image: 'main:1' }] } } },
    },
  },
  "warning LABEL_INVALID spec.jobTemplate.metadata.labels['a b']: a label key is [prefix/]name with a name of at most 63 letters, digits, -, _ and ."],
  ['Jobs of no indexes', {
    jobTemplate: { spec: { completionMode: 'Indexed', template: { spec: { restartPolicy: 'Never', containers: [{ name: 'main', image: 'main:1' }] } } } },
  },
  'error VALUE_MISSING spec.jobTemplate.spec.completions: an Indexed Job says how many indexes it has'],
  ['Jobs with a selector', {
    jobTemplate: {
      spec: {
        selector: { matchLabels: { a: 'b' } },
        template: { metadata: { labels: { a: 'b' } }, spec: { restartPolicy: 'Never', containers: [{ name: 'main', image: 'main:1' }] } },
      },
    },
  },
  'error JOB_SELECTOR spec.jobTemplate.spec.selector: each Job has its own: leave it out'],
  ['Jobs with a manual selector', { jobTemplate: { spec: { manualSelector: true, template: { spec: { restartPolicy: 'Never', containers: [{ name: 'main', image: 'main:1' }] } } } } },
    'error JOB_SELECTOR spec.jobTemplate.spec.manualSelector: got true; each Job has its own selector: leave it out'],
  ['Jobs whose pods always start again', { jobTemplate: { spec: { template: { spec: { restartPolicy: 'Always', containers: [{ name: 'main', image: 'main:1' }] } } } } },
    "error RESTART_POLICY spec.jobTemplate.spec.template.spec.restartPolicy: got 'Always'; pods of a Job end: Never makes a new pod, OnFailure starts the container again"],
])('a CronJob with %s', (_, given, ...lines) => {
  expect(told(cronJob(given))).toEqual(lines);
});

test.each<[string, object]>([
  ["'@hourly'", { schedule: '@hourly' }],
  ["'@every 1h30m'", { schedule: '@every 1h30m' }],
  ["'*/15 9-17 * * mon-fri'", { schedule: '*/15 9-17 * * mon-fri' }],
  ["'0 0 1,15 JAN-jun ?'", { schedule: '0 0 1,15 JAN-jun ?' }],
  ["'5/10 * * * *'", { schedule: '5/10 * * * *' }],
  ["'0 2 * * */2'", { schedule: '0 2 * * */2' }],
  ["'  0  2 * * * '", { schedule: '  0  2 * * * ' }],
  ['the zone Europe/Berlin', { timeZone: 'Europe/Berlin' }],
  ['the zone Etc/UTC', { timeZone: 'Etc/UTC' }],
  ['the zone America/Argentina/Buenos_Aires', { timeZone: 'America/Argentina/Buenos_Aires' }],
  ['the zone UTC', { timeZone: 'UTC' }],
  ['all its numbers', { startingDeadlineSeconds: 10, successfulJobsHistoryLimit: 0, failedJobsHistoryLimit: 0, concurrencyPolicy: 'Forbid', suspend: true }],
])('a CronJob with %s is fine', (_, given) => {
  expect(told(cronJob(given))).toEqual([]);
});

test('a schedule of a thousand characters is fine', () => {
  expect(told(cronJob({ schedule: `0 2 * * ${'1,'.repeat(600)}1` }))).toEqual([]);
});

test('pods of an Indexed Job are named by their index, which may be too long', () => {
  const name = 'a'.repeat(62);
  const given = { ...job({ completionMode: 'Indexed', completions: 10, parallelism: 1 }), metadata: { name, namespace: 'team' } };
  expect(told(given)).toEqual([
    `error NAME_INVALID metadata.name: got '${name}'; pods of an Indexed Job are named ${name}-0 to ${name}-9: at most 63 lower-case letters, digits and -, all together`,
  ]);
  expect(told(object({ ...given, metadata: { name: 'a'.repeat(61), namespace: 'team' } }))).toEqual([]);
});
