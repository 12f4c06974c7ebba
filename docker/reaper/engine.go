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
	self, _ := os.Hostname()
	return &engine{
		client: &http.Client{Transport: &http.Transport{DialContext: dial}, Timeout: 20 * time.Second},
		self:   self,
	}
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

func (e *engine) list(kind string, labels []string) ([]string, error) {
	filters, err := json.Marshal(map[string][]string{"label": labels})
	if err != nil {
		return nil, err
	}
	path := "/" + kind + "?filters=" + url.QueryEscape(string(filters))
	var found []struct{ ID, Name string }
	switch kind {
	case "containers":
		err = e.call(http.MethodGet, "/containers/json?all=1&filters="+url.QueryEscape(string(filters)), &found)
	case "volumes":
		// A volume has a name for its identity, and the list is wrapped.
		var wrapped struct{ Volumes []struct{ Name string } }
		err = e.call(http.MethodGet, path, &wrapped)
		for _, volume := range wrapped.Volumes {
			found = append(found, struct{ ID, Name string }{ID: volume.Name})
		}
	default:
		err = e.call(http.MethodGet, path, &found)
	}
	var ids []string
	for _, each := range found {
		if e.self == "" || !strings.HasPrefix(each.ID, e.self) {
			ids = append(ids, each.ID)
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
