export const HELP = `Usage: cdk8s-mlops check [FILE|DIR|-]... [options]

Says what a cluster would refuse, ignore or stall on in Kubernetes manifests.
Reads YAML and JSON; of a DIR all *.yaml, *.yml and *.json; - is standard input:

  helm template my-release chart/ | npx cdk8s-mlops check -

Options:
  --level LEVEL       error, warning or info: what makes the exit code 1
                      (default: error); info also reports infos
  --format FORMAT     text, json, sarif, junit or github (default: text)
  --platform FILE     what the cluster runs (YAML with fields of ClusterFacts,
                      e.g. kserve: {defaultMode: Standard}), and external: [...]
  --external KIND/NAME
                      exists in the cluster already; KIND/NAMESPACE/NAME for
                      one namespace; may be repeated
  --help, --version

Exit codes: 0 nothing at or above the level; 1 something; 2 wrong usage, or an
input that cannot be read (the others are checked all the same).
`;
