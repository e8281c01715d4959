/** Options of the median rule. */
export interface MedianStopOptions {
  /**
   * Trials that must have ended before any is stopped, at least 1.
   * @default 3
   */
  readonly minTrials?: number;
  /**
   * Values that a trial must have reported before it is stopped, at least 1.
   * @default 4
   */
  readonly startStep?: number;
}

/**
 * Ends trials early that do worse than others. It reads what a trial reports
 * for each step, so it works with the collectors of standard output and of files.
 *
 * @example
 * EarlyStopping.medianStop({ minTrials: 5, startStep: 10 });
 */
export class EarlyStopping {
  /** Ends a trial whose best value is worse than the median of the averages of the others, up to the same step. */
  public static medianStop(options: MedianStopOptions = {}): EarlyStopping {
    return new EarlyStopping('medianstop', [['minTrials', 'min_trials_required', options.minTrials], ['startStep', 'start_step', options.startStep]]);
  }

  /**
   * A rule of a service that the platform team has added to Katib.
   * @param name as katib-config has it
   */
  public static of(name: string, settings: { [name: string]: string } = {}): EarlyStopping {
    return new EarlyStopping(name, Object.entries(settings).map(([setting, value]) => [setting, setting, value]));
  }

  private constructor(
    /** Name of the algorithm in katib-config. */
    public readonly algorithmName: string,
    private readonly settings: any,
  ) {}

  /** @internal */
  public get _settings(): ReadonlyArray<readonly [prop: string, name: string, value: string | number | undefined]> {
    return this.settings.filter(([, , value]: [string, string, unknown]) => value !== undefined);
  }
}
