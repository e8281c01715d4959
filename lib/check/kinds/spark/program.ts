import type { Application } from './parts';
import { list, record } from '../../manifest';
import { isEmpty } from '../kubernetes/values';

/** What is run, in which way, and what it needs. */
export function judgeProgram(app: Application): void {
  const { spec, path, report } = app;
  if (spec.mode === 'client') {
    report.warn('SPARK_MODE', `${path}.mode`, 'client', 'write cluster or leave it out: in client mode the program runs inside the operator, which then misses the driver pod and counts it as failed');
  }
  if (spec.pythonVersion === '2') report.warn('SPARK_PROGRAM', `${path}.pythonVersion`, '2', 'remove it: Spark since 3.1 has no Python 2 and refuses the submission');
  judgeType(app);
  judgeFile(app, spec.mainApplicationFile, `${path}.mainApplicationFile`);
  const deps = record(spec.deps);
  for (const key of ['jars', 'files', 'pyFiles', 'archives']) list(deps[key]).forEach((file, i) => judgeFile(app, file, `${path}.deps.${key}[${i}]`));
  judgeCoordinates(deps.packages, `${path}.deps.packages`, 3, 'group:artifact:version', app);
  judgeCoordinates(deps.excludePackages, `${path}.deps.excludePackages`, 2, 'group:artifact', app);
}

/** Spark looks at the end of the file's name; the type only tells the operator how much memory to reckon with. */
function judgeType({ spec, path, report }: Application): void {
  const { type, mainApplicationFile: file, mainClass } = spec;
  if (typeof type !== 'string' || typeof file !== 'string' || file === '') return;
  const runs = file.endsWith('.py') ? 'Python' : /\.r$/i.test(file) ? 'R' : 'Java';
  const wanted = type === 'Scala' ? 'Java' : type;
  if (!['Java', 'Python', 'R'].includes(wanted)) return;
  if (runs !== wanted) {
    const is = runs === 'Java' ? `no ${wanted} file by its name, and Spark runs it as a jar` : `a ${runs} file by its name, and Spark runs it as such`;
    report.warn('SPARK_PROGRAM', `${path}.mainApplicationFile`, file, `name ${wanted === 'Java' ? 'a jar' : wanted === 'Python' ? 'a .py file' : 'a .R file'}, or mend the type: this is ${is}`);
  } else if (runs === 'Java' && isEmpty(mainClass)) {
    if (/^local:/.test(file)) report.warn('SPARK_PROGRAM', `${path}.mainClass`, mainClass ?? undefined, 'name the class: the operator cannot look into a jar of the image');
    else report.note('SPARK_PROGRAM', `${path}.mainClass`, mainClass ?? undefined, 'name the class: without it the operator has to fetch the jar, and the jar has to name one');
  } else if (runs !== 'Java' && !isEmpty(mainClass)) {
    report.warn('SPARK_FIELD_IGNORED', `${path}.mainClass`, mainClass, `remove it: ${runs} programs have none`);
  }
}

/** Where Spark finds a file: in the image, or in a store. */
function judgeFile({ spec, report }: Application, file: unknown, at: string): void {
  if (typeof file !== 'string' || file === '' || file.length > 4096) return;
  const [, scheme, rest] = /^(?:([A-Za-z][A-Za-z0-9+.-]*):)?(.*)$/s.exec(file)!;
  const conf = record(spec.sparkConf);
  if (scheme === undefined || scheme === 'file') {
    if (!isEmpty(conf['spark.kubernetes.file.upload.path'])) return;
    const path = rest.replace(/^\/\/(?=\/)/, '');
    report.warn('SPARK_FILE', at, file, `write ${path.startsWith('/') ? `local://${path}` : 'local:///path'} for a file of the image: this is looked for in the operator`);
  } else if (scheme === 'local' && /^\/\/[^/]/.test(rest)) {
    report.warn('SPARK_FILE', at, file, `write local:///${rest.slice(2)}, with three slashes: after two comes a host, and the first folder is lost`);
  } else if (scheme === 's3' && isEmpty(conf['spark.hadoop.fs.s3.impl']) && isEmpty(record(spec.hadoopConf)['fs.s3.impl'])) {
    report.warn('SPARK_FILE', at, file, `write s3a:${rest}: Hadoop has no file system for s3`);
  }
}

function judgeCoordinates(value: unknown, at: string, parts: number, form: string, { report }: Application): void {
  list(value).forEach((text, i) => {
    if (typeof text !== 'string') return;
    for (const one of text.split(',').slice(0, 1000)) {
      const found = one.replace(/\//g, ':').split(':');
      if (found.length === parts && found.every(part => part.trim() !== '')) continue;
      report.warn('SPARK_PACKAGE', `${at}[${i}]`, text, `write it as ${form}: Spark refuses any other form`);
      return;
    }
  });
}
