/**
 * What Ray installs and sets for a program.
 * @see https://docs.ray.io/en/latest/ray-core/handling-dependencies.html#api-reference
 */
export interface RayRuntimeEnv {
  /**
   * Python packages that pip installs, as in a requirements file.
   * @default - none
   */
  readonly pip?: string[];
  /**
   * Python packages that uv installs, instead of pip.
   * @default - none
   */
  readonly uv?: string[];
  /**
   * Name of a conda environment of the image.
   * @default - none
   */
  readonly conda?: string;
  /**
   * Variables of the program. Secrets belong into `env` of the job.
   * @default - none
   */
  readonly envVars?: { [name: string]: string };
  /**
   * Where the program's files come from, as a URI of a zip file: https, s3, gs ...
   * @default - the image
   */
  readonly workingDir?: string;
  /**
   * Python modules, as URIs of zip or wheel files.
   * @default - none
   */
  readonly pyModules?: string[];
  /**
   * Files of the working directory that stay away.
   * @default - none
   */
  readonly excludes?: string[];
  /**
   * Settings of the installation: `setup_timeout_seconds`, `eager_install`.
   * @default - Ray's
   */
  readonly config?: { [key: string]: any };
  /**
   * Any further key of Ray's.
   * @default - none
   */
  readonly more?: { [key: string]: any };
}

/** @internal */
export function runtimeEnvOf({ pip, uv, conda, envVars, workingDir, pyModules, excludes, config, more }: RayRuntimeEnv): Record<string, unknown> {
  const env = { working_dir: workingDir, py_modules: pyModules, excludes, pip, uv, conda, env_vars: envVars, config, ...more };
  return Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined));
}
