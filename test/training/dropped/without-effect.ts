/** What may be without effect, as `framework operator prop`, each with the reason. */
export const WITHOUT_EFFECT: Readonly<Record<string, string>> = {
  '(script|scikitLearn) kubernetes operator': 'it is the one that runs it',
  '(script|scikitLearn|mpi) \\S+ framework(: .*)?': 'a script is rendered alike but for its variables, which are safe defaults, or it is the same',
  '\\S+ volcano gang': 'all pods of a Volcano Job start together anyway',
  '(mpi|deepspeed) training-operator launcher.automountToken': 'the launcher has the token anyway: it starts the workers by kubectl',
  '(mpi|deepspeed) trainer launcherAsWorker': 'in the runtime the launcher is a node that trains',
};
