// Command collector reads metrics from a file, as Katib's collector does:
//
//	collector TEXT|JSON FILE NAMES FILTERS
//
// Names and filters are lists in JSON. It prints a list of [name, value].
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
)

func main() {
	if len(os.Args) != 5 {
		fail(fmt.Errorf("usage: collector TEXT|JSON FILE NAMES FILTERS"))
	}
	var names, filters []string
	try(json.Unmarshal([]byte(os.Args[3]), &names))
	try(json.Unmarshal([]byte(os.Args[4]), &filters))
	content, err := os.ReadFile(os.Args[2])
	try(err)
	read := textReader(names, filters)
	if os.Args[1] == "JSON" {
		read = jsonReader(names)
	}
	found := [][2]string{}
	for _, line := range strings.Split(string(content), "\n") {
		found = append(found, read(line)...)
	}
	try(json.NewEncoder(os.Stdout).Encode(found))
}

func textReader(names, filters []string) func(string) [][2]string {
	expressions := make([]*regexp.Regexp, len(filters))
	for i, filter := range filters {
		expressions[i] = regexp.MustCompile(filter)
	}
	return func(line string) (found [][2]string) {
		if !slices.ContainsFunc(names, func(name string) bool { return strings.Contains(line, name) }) {
			return nil
		}
		for _, expression := range expressions {
			for _, match := range expression.FindAllStringSubmatch(line, -1) {
				if len(match) < 3 {
					continue
				}
				if name := strings.TrimSpace(match[1]); slices.Contains(names, name) {
					found = append(found, [2]string{name, strings.TrimSpace(match[2])})
				}
			}
		}
		return found
	}
}

// Values that are numbers, not text, are passed over.
func jsonReader(names []string) func(string) [][2]string {
	return func(line string) (found [][2]string) {
		if line == "" {
			return nil
		}
		metrics := map[string]any{}
		try(json.Unmarshal([]byte(line), &metrics))
		for _, name := range names {
			if value, ok := metrics[name].(string); ok {
				found = append(found, [2]string{name, value})
			}
		}
		return found
	}
}

func try(err error) {
	if err != nil {
		fail(err)
	}
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}
