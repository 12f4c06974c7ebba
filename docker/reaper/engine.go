package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/url"
	"os"
	"regexp"
	"strings"
	"time"
)

// engine is the container engine behind its socket.
type engine struct {
	client *http.Client
	// The reaper's own container carries the run's labels as well and must not remove itself.
	self string
}

func newEngine(socket string) *engine {
	dial := func(ctx context.Context, _, _ string) (net.Conn, error) {
		return new(net.Dialer).DialContext(ctx, "unix", socket)
	}
	mounts, _ := os.ReadFile("/proc/self/mountinfo")
	return &engine{
		client: &http.Client{Transport: &http.Transport{DialContext: dial}, Timeout: 20 * time.Second},
		self:   ownContainer(string(mounts)),
	}
}

// ownContainer finds the identity of the container in the mounts that the engine makes in each, of
// its hosts file for instance. Its host name will not do: a user may choose that.
func ownContainer(mounts string) string {
	found := regexp.MustCompile(`containers/([0-9a-f]{64})/`).FindStringSubmatch(mounts)
	if found == nil {
		return ""
	}
	return found[1]
}

// removeAll removes until nothing matches twice in a row: the engine may still be busy creating
// what the run asked for just before it was killed.
func (e *engine) removeAll(filters [][]string) {
	deadline := time.Now().Add(60 * time.Second)
	for clean := 0; clean < 2 && time.Now().Before(deadline); {
		found := 0
		for _, labels := range filters {
			// Networks and volumes can only go when no container uses them any more.
			found += e.remove("containers", labels)
			found += e.remove("networks", labels)
			found += e.remove("volumes", labels)
		}
		if found == 0 {
			clean++
		} else {
			clean = 0
		}
		time.Sleep(500 * time.Millisecond)
	}
}

// remove asks for the end of everything of one kind that carries the labels, and says how much it found.
func (e *engine) remove(kind string, labels []string) int {
	ids, err := e.list(kind, labels)
	if err != nil {
		log.Printf("cannot list %s: %v", kind, err)
		return 1
	}
	done := make(chan struct{})
	for _, id := range ids {
		go func() {
			if err := e.call(http.MethodDelete, "/"+kind+"/"+id+"?force=1&v=1", nil); err != nil {
				log.Printf("cannot remove %s %s: %v", kind, id, err)
			} else {
				log.Printf("removed %s %s", kind, id)
			}
			done <- struct{}{}
		}()
	}
	for range ids {
		<-done
	}
	return len(ids)
}

// list gives the identities of everything of one kind that carries all the labels.
func (e *engine) list(kind string, labels []string) ([]string, error) {
	filters, err := json.Marshal(map[string][]string{"label": labels})
	if err != nil {
		return nil, err
	}
	query := "?all=1&filters=" + url.QueryEscape(string(filters))
	var ids []string
	switch kind {
	case "volumes":
		// A volume is known by its name, and the list comes wrapped.
		var answer struct{ Volumes []struct{ Name string } }
		err = e.call(http.MethodGet, "/volumes"+query, &answer)
		for _, volume := range answer.Volumes {
			ids = append(ids, volume.Name)
		}
	default:
		path := map[string]string{"containers": "/containers/json", "networks": "/networks"}[kind]
		var answer []struct{ ID string }
		err = e.call(http.MethodGet, path+query, &answer)
		for _, each := range answer {
			if each.ID != e.self {
				ids = append(ids, each.ID)
			}
		}
	}
	return ids, err
}

// call succeeds too where the engine says that the thing is gone or going.
func (e *engine) call(method, path string, into any) error {
	request, err := http.NewRequest(method, "http://engine"+path, nil)
	if err != nil {
		return err
	}
	response, err := e.client.Do(request)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	switch {
	case response.StatusCode < 300 && into != nil:
		return json.NewDecoder(response.Body).Decode(into)
	case response.StatusCode < 300, response.StatusCode == http.StatusNotFound:
		return nil
	default:
		text, _ := io.ReadAll(io.LimitReader(response.Body, 500))
		return fmt.Errorf("%s: %s", response.Status, strings.TrimSpace(string(text)))
	}
}
