import type * as kplus from 'cdk8s-plus-28';
import type { Container } from 'kubernetes-types/core/v1';
import type { ComputeDefaults, Problems, TrialSetting } from '../core';
import { computeResources, envFrom, envVar, givenResources } from '../core';

/** Options of collectors that look for metrics in lines of text. */
export interface MetricsFilterOptions {
  /**
   * Regular expressions, as Go reads them, with two groups: the name of a
   * metric and its value.
   * @default - lines such as `loss=0.3`
   */
  readonly filters?: string[];
}

/** Options of metrics in a file. */
export interface MetricsFileOptions extends MetricsFilterOptions {
  /**
   * Whether each line is a JSON object with metrics by name, and `timestamp`.
   * Values are text, as in `{"loss": "0.3"}`: Katib passes over those that are numbers.
   * @default false
   */
  readonly json?: boolean;
}

/** Options of metrics that are served. */
export interface MetricsScrapeOptions {
  /**
   * Path of the metrics.
   * @default /metrics
   */
  readonly path?: string;
  /**
   * Port of the metrics.
   * @default 8080
   */
  readonly port?: number;
}

/** A collector of one's own: a container beside the one that trains. */
export interface CustomCollectorOptions extends MetricsFilterOptions {
  /** Image of the container. */
  readonly image: string;
  /**
   * Command, instead of the image's entrypoint.
   * @default - the image's
   */
  readonly command?: string[];
  /**
   * Arguments.
   * @default - the image's
   */
  readonly args?: string[];
  /**
   * Environment variables.
   * @default - none
   */
  readonly env?: { [name: string]: kplus.EnvValue };
  /**
   * Variables taken as a whole from ConfigMaps and Secrets.
   * @default - none
   */
  readonly envFrom?: kplus.EnvFrom[];
  /**
   * Directory in which the command starts.
   * @default - the image's
   */
  readonly workingDir?: string;
  /**
   * Pull policy of the image.
   * @default - Kubernetes' own: Always for the tag latest, else IfNotPresent
   */
  readonly imagePullPolicy?: kplus.ImagePullPolicy;
  /**
   * Requests and limits.
   * @default - CPU 0.05 to 0.5, memory 64Mi to 512Mi; with Defaults.UPSTREAM none
   */
  readonly resources?: kplus.ContainerResources;
  /**
   * Name of the container.
   * @default custom-metrics-logger-and-collector
   */
  readonly containerName?: string;
  /**
   * The file that the trial writes and the collector reads; Katib mounts its directory in both.
   * @default - none
   */
  readonly file?: string;
  /**
   * The directory that the trial writes and the collector reads.
   * @default - none
   */
  readonly directory?: string;
}

/**
 * How Katib learns what a trial reports.
 *
 * @example
 * MetricsCollector.file('/var/log/katib/metrics.log', { json: true });
 * MetricsCollector.stdOut({ filters: ['{metricName: ([\\w|-]+), metricValue: ((-?\\d+)(\\.\\d+)?)}'] });
 * @see https://www.kubeflow.org/docs/components/katib/user-guides/metrics-collector/
 */
export class MetricsCollector {
  /** Lines of standard output. */
  public static stdOut(options: MetricsFilterOptions = {}): MetricsCollector {
    return new MetricsCollector('StdOut', filter(options));
  }

  /** A file that the trial writes, line by line. */
  public static file(path: string = '/var/log/katib/metrics.log', options: MetricsFileOptions = {}): MetricsCollector {
    return new MetricsCollector('File', {
      fileSystemPath: { path, kind: 'File', format: options.json ? 'JSON' : 'TEXT' }, ...filter(options),
    });
  }

  /** A directory with event files of TensorFlow, or of PyTorch's SummaryWriter. */
  public static tensorFlowEvents(directory: string = '/var/log/katib/tfevent/'): MetricsCollector {
    return new MetricsCollector('TensorFlowEvent', { fileSystemPath: { path: directory, kind: 'Directory' } });
  }

  /** Metrics that the trial serves for Prometheus; Katib's shipped configuration has no collector for it. */
  public static prometheus(options: MetricsScrapeOptions = {}): MetricsCollector {
    return new MetricsCollector('PrometheusMetric', { httpGet: { path: options.path ?? '/metrics', port: options.port ?? 8080 } });
  }

  /** The trial reports itself, with `katib.report_metrics` of Katib's Python package. */
  public static push(): MetricsCollector {
    return new MetricsCollector('Push');
  }

  /** A container of one's own. */
  public static custom(options: CustomCollectorOptions): MetricsCollector {
    const { file, directory } = options;
    const path = file ?? directory;
    return new MetricsCollector('Custom', {
      ...path !== undefined && { fileSystemPath: { path, kind: file === undefined ? 'Directory' : 'File' } }, ...filter(options),
    }, options);
  }

  private constructor(
    /** `StdOut`, `File`, `TensorFlowEvent`, `PrometheusMetric`, `Push` or `Custom`. */
    public readonly kind: string,
    private readonly source: any = undefined,
    private readonly container?: CustomCollectorOptions,
  ) {}

  /** Whether Katib puts a container of its own beside the one that trains. @internal */
  public get _injects(): boolean {
    return this.kind !== 'Push' && this.kind !== 'Custom';
  }

  /** Where a trial leaves its metrics. @internal */
  public get _reads(): any {
    return ({ StdOut: 'output', File: 'files', TensorFlowEvent: 'files', Push: 'reported' } as Record<string, TrialSetting['metrics']>)[this.kind] ?? 'pods';
  }

  /** @internal */
  public _manifest(safe: boolean): Record<string, unknown> {
    return {
      collector: { kind: this.kind, ...this.container && { customCollector: customContainer(this.container, safe) } },
      ...this.source && Object.keys(this.source).length > 0 && { source: this.source },
    };
  }

  /** @internal */
  public _check(problems: Problems, field: string): void {
    if (!this.container) return;
    const { image, file, directory } = this.container;
    problems.image(`${field} image`, image);
    if (file !== undefined && directory !== undefined) problems.add('ALTERNATIVES_CONFLICT', `${field} directory`, directory, 'the collector reads a file already; remove one of the two');
  }
}

const filter = ({ filters }: MetricsFilterOptions) => (filters && { filter: { metricsFormat: filters } });

const COLLECTOR: ComputeDefaults = { cpu: ['50m', '500m'], memory: ['64Mi', '512Mi'] };

function customContainer(options: CustomCollectorOptions, safe: boolean): Container {
  const { image, command, args, env = {}, envFrom: sources = [], workingDir, imagePullPolicy, containerName = 'custom-metrics-logger-and-collector' } = options;
  const variables = Object.entries(env).map(([name, value]) => envVar(name, value));
  const resources = safe ? computeResources(options.resources, COLLECTOR) : givenResources(options.resources);
  return {
    name: containerName,
    image,
    imagePullPolicy,
    command,
    args,
    workingDir,
    ...variables.length > 0 && { env: variables },
    ...sources.length > 0 && { envFrom: envFrom(sources) },
    ...Object.keys(resources).length > 0 && { resources },
    ...safe && {
      securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] }, seccompProfile: { type: 'RuntimeDefault' } },
    },
  };
}
