package main

import (
	"errors"
	"fmt"
	"net/url"
)

// parseFilter reads a line "label=a=b&label=c" (values URL-encoded) into the labels "a=b" and "c".
// A line without a label is an error, never "everything".
func parseFilter(line string) ([]string, error) {
	values, err := url.ParseQuery(line)
	if err != nil {
		return nil, err
	}
	for key := range values {
		if key != "label" {
			return nil, fmt.Errorf("only label=… is understood, not %q", key)
		}
	}
	labels := values["label"]
	if len(labels) == 0 {
		return nil, errors.New("no label in it")
	}
	for _, label := range labels {
		if label == "" {
			return nil, errors.New("an empty label would match everything")
		}
	}
	return labels, nil
}
