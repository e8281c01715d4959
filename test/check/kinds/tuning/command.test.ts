import { experiment, job, katibSays } from './experiments';
import { misread } from '../../../../lib/check/kinds/tuning/shell-words';

test.each<[string, string[]]>([
  ['plain words', ['python', 'train.py', '--lr=0.1', '--out=/tmp/x', 'a,b', 'k:v', '--files=*.csv', 'a~b', 'cost$']],
  ['words in quotes of the shell', ['python', '-c', "'print(1); print(2)'", '--list="[1, 2]"']],
  ['variables that Kubernetes puts in', ['python', '--rank=$(RANK)', '--a=$']],
  ['a hash within a word', ['python', '--color=a#b']],
  ['scripts', ['sh', '-c', 'pip install x && python train.py | tee log']],
  ['scripts of several lines', ['bash', '-c', 'set -e # stop at once\npython train.py']],
  ['a hash in quotes', ['bash', '-c', 'python train.py "# no comment"']],
  ['scripts that print what they found', ['sh', '-c', 'x=$(python train.py); echo loss=$x']],
  ['scripts that end in a loop', ['sh', '-c', 'for i in 1 2; do python train.py; done']],
  ['here-documents before the program', ['sh', '-c', 'cat > a <<EOF\nit is\nEOF\npython train.py 2>&1']],
  ['braces that a shell leaves as they are', ['python', '{}', '--x={a}', 'a,b']],
  ['scripts in parentheses', ['sh', '-c', '(python train.py; echo done)']],
  ['scripts with a choice', ['sh', '-c', 'case $X in a) echo a;; *) python train.py;; esac']],
  ['nothing', []],
])('a shell reads %s as they are meant', (_, words) => {
  expect(misread(words)).toBeUndefined();
});

test.each<[string, string[], number, string]>([
  ['blanks', ['python', '-c', 'print(1)'], 2, 'which reads the ( in it'],
  ['a blank', ['python', 'my train.py'], 1, 'which parts words at blanks'],
  ['a line break', ['python', 'a\nb'], 1, 'which ends a command at a line break'],
  ['a variable of the shell', ['python', '--home=$HOME'], 1, 'which reads the $ in it'],
  ['a command in a command', ['python', '`date`'], 1, 'which reads the ` in it'],
  ['a comment', ['python', '#x'], 1, 'which reads the # as the beginning of a comment'],
  ['an open quote', ['python', "it's"], 1, "which looks for the end of the quote '"],
  ['a quote that is escaped', ['python', '"a\\"'], 1, 'which looks for the end of the quote "'],
  ['an empty word', ['python', ''], 1, 'which passes over an empty word'],
  ['JSON', ['python', '{"lr":0.1}'], 1, 'which takes the quotes " away'],
  ['quotes that keep nothing from a shell', ['python', "--x={'a':1}"], 1, "which takes the quotes ' away"],
  ['an argument of a shell', ['python', '--all=$@'], 1, 'which reads the $ in it'],
  ['a variable in double quotes', ['python', '"a $HOME"'], 1, 'which reads the $ in it'],
  ['a command in double quotes', ['python', '"`date`"'], 1, 'which reads the ` in it'],
  ['files', ['python', '*.csv'], 1, 'which looks for files that match the *'],
  ['a home directory', ['python', '~/x'], 1, 'which reads the ~ as a home directory'],
  ['another shell', ['/bin/bash', '-c', 'x'], 0, "write 'bash'"],
  ['options of a shell', ['bash', '-ec', 'x'], 1, "write '-c', and options of the shell in the script, as 'set -e'"],
  ['braces that bash makes words of', ['python', '+optim={lr:0.1,b:2}'], 1, 'where it is bash, makes several words of the braces'],
  ['a shell alone', ['bash'], 0, 'fails without a further word'],
  ['a last word behind parentheses', ['sh', '-c', '(cd x; python train.py); echo done'], 2, "which is 'echo done'"],
  ['no script', ['sh', '-c'], 1, 'there is no script after it'],
  ['arguments of a script', ['sh', '-c', 'python $0', 'train.py'], 3, 'Katib joins it to the script'],
  ['a script that ends in a line break', ['sh', '-c', 'python train.py\n'], 2, 'remove the line break'],
  ['a script that ends in a comment', ['sh', '-c', 'python train.py # all'], 2, 'would be part of the comment: remove it'],
  ['a script that replaces its shell', ['sh', '-c', 'cd /x\nexec python train.py'], 2, 'leave out exec'],
  ['a script that ends in a semicolon', ['sh', '-c', 'python train.py;'], 2, 'behind the ; what Katib adds'],
  ['a program in the background', ['sh', '-c', 'python train.py & wait'], 2, "which is 'wait': let the program be the last"],
  ['a program whose failure is passed over', ['sh', '-c', 'python train.py || true'], 2, "which is 'true': let the program be the last"],
  ['a last word', ['sh', '-c', 'python train.py\necho done'], 2, "which is 'echo done': let the program be the last"],
  ['a here-document', ['sh', '-c', 'python - <<EOF\nprint(1)\nEOF'], 2, 'behind the end of the here-document'],
])('%s is told', (_, words, at, fix) => {
  expect(misread(words)).toMatchObject({ at, fix: expect.stringContaining(fix) });
});

test.each<[string, string[], string[], string | undefined]>([
  ['blanks in a bare word', ['python', '--opt=${trialParameters.x}'], ['sgd', 'adam w'], "which parts words at blanks (of 'adam w')"],
  ['blanks in a word with quotes', ['python', '--opt="${trialParameters.x}"'], ['adam w'], undefined],
  ['the quote of the word', ['python', "--opt='${trialParameters.x}'"], ["it's"], "which ends at the quote ' in it"],
  ['a variable in double quotes', ['python', '"${trialParameters.x}"'], ['a$b'], 'which reads the $ in it'],
  ['blanks in a script', ['sh', '-c', 'python train.py --opt=${trialParameters.x}'], ['a b'], "the shell reads 'a b' for ${trialParameters.x}, which parts words at blanks"],
  ['blanks in quotes of a script', ['sh', '-c', 'python train.py "--opt=${trialParameters.x}"'], ['a b'], undefined],
  ['quotes in a comment', ['sh', '-c', "# don't\npython train.py '${trialParameters.x}'"], ['a b'], undefined],
])('of values that come later %s count where a shell reads them', (_, words, values, fix) => {
  const found = misread(words, () => values);
  if (fix === undefined) expect(found).toBeUndefined();
  else expect(found?.fix).toContain(fix);
});

test('what Katib starts as it is may have any words', () => {
  const trialSpec = job({ command: ['python', '-c', 'print(${trialParameters.lr})'] });
  expect(katibSays(experiment({}, { trialSpec }))).toEqual([expect.stringMatching(/^warning TUNING_COMMAND spec\.trialTemplate\.trialSpec\.spec\.template\.spec\.containers\[0\]\.command\[2\]: got 'print/)]);
  expect(katibSays(experiment({ metricsCollectorSpec: { collector: { kind: 'Push' } } }, { trialSpec }))).toEqual([]);
});

test('args are told as such', () => {
  const trialSpec = job({ command: ['python'], args: ['a;b', '${trialParameters.lr}'] });
  expect(katibSays(experiment({}, { trialSpec }))).toEqual([expect.stringContaining("containers[0].args[0]: got 'a;b'")]);
});

test('the last command of a script matters where its output is read', () => {
  const trialSpec = job({ command: ['sh', '-c', 'python train.py --lr=${trialParameters.lr}; echo done'] });
  expect(katibSays(experiment({}, { trialSpec }))).toEqual([expect.stringContaining("which is 'echo done'")]);
  expect(katibSays(experiment({ metricsCollectorSpec: { collector: { kind: 'File' } } }, { trialSpec }))).toEqual([]);
});
