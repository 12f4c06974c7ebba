package main

import (
	"slices"
	"testing"
)

func TestParseFilterReadsLabels(t *testing.T) {
	cases := map[string][]string{
		"label=org.testcontainers=true": {"org.testcontainers=true"},
		"label=a=b&label=c=d":           {"a=b", "c=d"},
		"label=bare":                    {"bare"},
		"label=org.testcontainers%3Dtrue&label=session%3D1f+0": {"org.testcontainers=true", "session=1f 0"},
		"label=a=b=c": {"a=b=c"},
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

func TestOwnContainerIsFoundInItsMounts(t *testing.T) {
	id := "5e0a7f1c5e0a7f1c5e0a7f1c5e0a7f1c5e0a7f1c5e0a7f1c5e0a7f1c5e0a7f1c"
	mounts := "12 11 0:1 / / rw - overlay overlay rw\n" +
		"13 12 8:1 /var/lib/docker/containers/" + id + "/hosts /etc/hosts rw - ext4 /dev/sda rw\n"
	if got := ownContainer(mounts); got != id {
		t.Errorf("ownContainer = %q; want %q", got, id)
	}
	if got := ownContainer("12 11 0:1 / / rw - ext4 /dev/sda rw"); got != "" {
		t.Errorf("ownContainer outside of a container = %q; want nothing", got)
	}
}
