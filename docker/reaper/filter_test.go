package main

import (
	"slices"
	"testing"
)

func TestParseFilterReadsLabels(t *testing.T) {
	cases := map[string][]string{
		"label=org.testcontainers=true":                        {"org.testcontainers=true"},
		"label=a=b&label=c=d":                                  {"a=b", "c=d"},
		"label=bare":                                           {"bare"},
		"label=org.testcontainers%3Dtrue&label=session%3D1f+0": {"org.testcontainers=true", "session=1f 0"},
		"label=a=b=c":                                          {"a=b=c"},
	}
	for line, want := range cases {
		got, err := parseFilter(line)
		if err != nil || !slices.Equal(got, want) {
			t.Errorf("parseFilter(%q) = %q, %v; want %q", line, got, err, want)
		}
	}
}

func TestParseFilterRefusesWhatWouldMatchTooMuch(t *testing.T) {
	for _, line := range []string{"", "label", "label=", "label=a&label=", "name=x", "label=a&name=x", "label=%zz"} {
		if got, err := parseFilter(line); err == nil {
			t.Errorf("parseFilter(%q) = %q; want an error", line, got)
		}
	}
}
