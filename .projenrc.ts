import { cdk, cdk8s, javascript, JsonFile, JsonPatch } from 'projen';

const project = new cdk8s.ConstructLibraryCdk8s({
  name: 'cdk8s-mlops',
  description: 'Typed, checked constructs for machine-learning platforms on Kubernetes, built on cdk8s',
  author: 'The cdk8s-mlops authors',
  authorAddress: 'maintainers@cdk8s-mlops.dev',
  authorOrganization: true,
  repositoryUrl: 'https://github.com/cdk8s-mlops/cdk8s-mlops.git',
  license: 'Apache-2.0',
  keywords: ['cdk8s', 'kubernetes', 'mlops', 'mlflow', 'kubeflow', 'kserve', 'katib', 'argo', 'gpu'],
  defaultReleaseBranch: 'main',
  packageManager: javascript.NodePackageManager.NPM,
  minNodeVersion: '20.0.0',
  workflowNodeVersion: '20',

  // jsii and ts-jest pair with TypeScript 6; the registry's newest is a major ahead.
  jsiiVersion: '~6.0.0',
  typescriptVersion: '~6.0',
  cdk8sVersion: '2.70.0',
  constructsVersion: '10.5.0',
  peerDeps: ['cdk8s-plus-28@^2.5.6'],
  // Neither is a jsii module, so both travel in the package.
  bundledDeps: [
    '@marcbachmann/cel-js@8.0.0', // evaluates the CEL rules of CRDs: no dependencies, and the API server's verdict on all 198 of them
    'js-yaml@^4.0.0', // reads YAML on the command line, four times as fast as yaml
  ],
  devDeps: [
    '@swc/core@1.16.0', // transpiles at synth and in tests
    '@swc/jest@^0.2.0',
    '@swc/helpers@^0.5.0',
    'cdk8s-cli@^2.207.0',
    'cdk8s-plus-28@2.5.6',
    'eslint-plugin-regexp@^2.10.0', // finds expressions that backtrack
    'fast-check@^4.0.0',
    '@types/js-yaml@^4.0.0',
    'ajv@^8.0.0', // holds synthesized manifests to the schema pack, in tests
    'kubernetes-types@^1.30.0',
    'yaml@^2.9.0',
  ],

  // Sources stay out of the way of what is compiled: of a stale .js beside a
  // .ts, jest and ts-node pick the .js.
  srcdir: 'lib',
  libdir: 'build/lib',
  entrypoint: 'build/lib/index.js',
  entrypointTypes: 'build/lib/index.d.ts',
  bin: { 'cdk8s-mlops': 'build/lib/cli/bin.js' },
  artifactsDirectory: 'artifacts', // dist/ belongs to `cdk8s synth`
  validateTsconfig: cdk.ValidateTsconfig.MINIMAL, // STRICT refuses stripInternal, which keeps our inner types out of users' .d.ts
  tsconfig: {
    compilerOptions: {
      rootDir: '.',
      outDir: 'build',
      stripInternal: true,
      // Three quarters of what every start would read.
      inlineSourceMap: false,
      inlineSources: false,
    },
    include: ['lib/**/*.ts', 'imports/*.ts'],
  },
  publishToPypi: { distName: 'cdk8s-mlops', module: 'cdk8s_mlops' },

  projenrcTs: true,
  sampleCode: false,
  depsUpgrade: false,
  pullRequestTemplate: false,
  docgen: false,
  githubOptions: { mergify: false },
  gitignore: ['/.jsii.tabl.json', '/build/', '/dist/', '/artifacts/', '/tmp/', '__pycache__/', '.pytest_cache/', '.venv/', '*.joblib'],
  jest: true,
  jestOptions: {
    updateSnapshot: javascript.UpdateSnapshot.NEVER,
    configFilePath: 'jest.config.json',
    junitReporting: false,
    jestConfig: {
      collectCoverage: false,
      transform: {
        '^.+\\.ts$': new javascript.Transform('@swc/jest', {
          jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
          module: { type: 'commonjs' },
        }),
        // Published as ES modules alone, which jest's require does not take.
        'node_modules/@marcbachmann/cel-js/.+\\.js$': new javascript.Transform('@swc/jest', { jsc: { target: 'es2022' }, module: { type: 'commonjs' } }),
      },
      transformIgnorePatterns: ['/node_modules/(?!@marcbachmann/cel-js/)'],
      setupFiles: ['<rootDir>/test/support/seed.ts'],
      moduleNameMapper: { '^cdk8s-mlops$': '<rootDir>/lib/index.ts' },
      testPathIgnorePatterns: ['/node_modules/', '/build/'],
    },
  },
  eslintOptions: { dirs: ['lib'], devdirs: ['test', 'apps', 'imports/generate', 'projenrc'] },
});

for (const path of [
  '/apps/', '/bench/', '/docs/', '/rosetta/', '/.jsii.tabl.json', '/.ci/', '/dist/', '/artifacts/', '/imports/generate/', '/imports/*.ts', '/build/imports/',
  '/CONTRIBUTING.md', '/ARCHITECTURE.md', '/cdk8s.yaml',
]) project.npmignore!.addPatterns(path);

// Inside this repository `cdk8s-mlops` is the source, for whoever asks for the
// condition; everywhere else it is what jsii compiled.
project.package.addField('exports', {
  '.': { source: './lib/index.ts', types: './build/lib/index.d.ts', default: './build/lib/index.js' },
  './package.json': './package.json',
  './.jsii': './.jsii',
  './.warnings.jsii.js': './.warnings.jsii.js',
});

// The registry has the newest release only for some platforms: a lock file of it holds for no other.
project.package.addPackageResolutions('unrs-resolver@1.11.1');

const typecheck = project.addTask('typecheck', {
  description: 'Type-check the tests, apps, benchmarks and tools',
  exec: 'tsc --noEmit -p test/tsconfig.json',
});
project.testTask.reset('jest --ci', { receiveArgs: true });
project.testTask.prependSpawn(typecheck);
project.addTask('lint', { description: 'ESLint, without fixing', env: { ESLINT_USE_FLAT_CONFIG: 'false', NODE_NO_WARNINGS: '1' } })
  .exec('eslint --ext .ts --max-warnings 0 --no-error-on-unmatched-pattern lib test apps imports/generate projenrc .projenrc.ts');
project.addTask('import', { description: 'Generate imports/ from the pinned CRDs' })
  .exec('ts-node -T --project test/tsconfig.json imports/generate/main.ts', { receiveArgs: true });
project.addTask('props', { description: 'Write imports/props.json from the types of lib/index.ts' })
  .exec('ts-node -T --project test/tsconfig.json imports/generate/props.ts');
project.addTask('synth', { description: 'Synthesize the default app into dist/' })
  .exec('cdk8s synth --check-upgrade=false', { receiveArgs: true });
project.addTask('app', { description: 'Synthesize any app of this repository: npm run app -- apps/iris/main.ts local' })
  .exec('node apps/synth.mjs', { receiveArgs: true });
project.addTask('golden', { description: 'Write test/apps/*.yaml anew; review the difference' }).exec('ts-node --project apps/tsconfig.json test/apps/golden.ts');
project.addTask('errors', { description: 'Write docs/errors.md from the table of codes' }).exec('ts-node --project apps/tsconfig.json test/docs/errors-page.ts');
project.addTask('agreement', { description: 'check against a real control plane: see test/agreement' })
  .exec('node --conditions=source node_modules/ts-node/dist/bin.js --project apps/tsconfig.json test/agreement/main.ts', { receiveArgs: true });
project.addTask('bench', { description: 'Measure synthesis; see bench/README.md' }).exec('node bench/run.mjs', { receiveArgs: true });

const testTsconfig = project.tryFindObjectFile('test/tsconfig.json')!;
testTsconfig.addOverride('include', ['*.ts', '**/*.ts', '../lib/**/*.ts', '../apps/**/*.ts', '../imports/**/*.ts', '../projenrc/*.ts', '../.projenrc.ts']);
testTsconfig.addOverride('compilerOptions.customConditions', ['source']);

new JsonFile(project, 'apps/tsconfig.json', {
  obj: { 'extends': '../test/tsconfig.json', 'compilerOptions': { customConditions: ['source'] }, 'include': ['**/*.ts'], 'ts-node': { swc: true } },
});

const eslint = project.eslint!;
eslint.addRules({
  'max-lines': ['error', { max: 300 }],
  '@stylistic/max-len': ['error', { code: 160, ignoreStrings: true, ignoreTemplateLiterals: true, ignoreComments: true, ignoreRegExpLiterals: true }],
  '@stylistic/object-property-newline': 'off',
  'curly': ['error', 'multi-line'],
  // Dependencies point one way: apps -> domain -> core -> check -> imports.
  'import/no-restricted-paths': ['error', {
    basePath: '.',
    zones: [
      { target: './lib/check', from: './lib', except: ['./check'], message: 'check reads plain manifests and knows no construct' },
      { target: './lib/core', from: './lib', except: ['./core', './check'], message: 'core may use check alone' },
      { target: './lib/cli', from: './lib', except: ['./cli', './check'], message: 'the command line reads YAML and knows no construct' },
      ...['queueing', 'secrets', 'serving', 'tracking', 'training', 'tuning'].map(domain => ({
        target: `./lib/${domain}`,
        from: './lib',
        except: [`./${domain}`, './core', './check'],
        message: 'domains do not import each other: what two need lives in core',
      })),
      { target: './lib', from: './apps' },
      { target: './lib', from: './test' },
    ],
  }],
});
// What they read is anybody's: a text must not take a time quadratic in its length.
eslint.addPlugins('regexp');
eslint.addOverride({
  files: ['lib/check/**/*.ts', 'lib/cli/**/*.ts'],
  rules: {
    'regexp/no-super-linear-backtracking': ['error', { report: 'certain' }],
    'regexp/no-super-linear-move': ['error', { report: 'certain', ignoreSticky: true }],
  },
});
eslint.addOverride({ files: ['imports/*.ts'], rules: { 'max-lines': 'off' } });
eslint.addIgnorePattern('imports/*.ts');
eslint.addIgnorePattern('build/');

project.tryFindObjectFile('package.json')!.patch(JsonPatch.remove('/devEngines'));
project.synth();
