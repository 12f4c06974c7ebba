// Reaper removes what a test run left behind when it was killed.
//
// It speaks the protocol of Testcontainers' Ryuk: a run connects to TCP port 8080, sends lines such
// as "label=org.testcontainers.sessionId=1f0c&label=org.testcontainers=true", reads "ACK" for each,
// and keeps the connection open. When no connection has been open for 10 seconds, every container,
// network and volume that matches one of the lines is removed, and the reaper ends. Images stay.
package main

import (
	"bufio"
	"context"
	"fmt"
	"log"
	"net"
	"os"
	"os/signal"
	"sync"
	"syscall"
	"time"
)

// Ryuk's own settings, under Ryuk's own names, so that Testcontainers' properties work here too.
var (
	connectionTimeout   = setting("RYUK_CONNECTION_TIMEOUT", 60*time.Second)
	reconnectionTimeout = setting("RYUK_RECONNECTION_TIMEOUT", 10*time.Second)
)

func setting(name string, otherwise time.Duration) time.Duration {
	if value, err := time.ParseDuration(os.Getenv(name)); err == nil {
		return value
	}
	return otherwise
}

func main() {
	log.SetFlags(log.Ltime)
	listener, err := net.Listen("tcp", ":8080")
	if err != nil {
		log.Fatal(err)
	}
	log.Printf("Started, listening on %s", listener.Addr())

	stopped, cancel := signal.NotifyContext(context.Background(), syscall.SIGTERM, os.Interrupt)
	defer cancel()
	wanted := &filterSet{}
	connections := make(chan int)
	go accept(listener, wanted, connections)
	waitUntilAbandoned(stopped, connections, connectionTimeout, reconnectionTimeout)
	listener.Close()

	newEngine("/var/run/docker.sock").removeAll(wanted.all())
}

// accept serves each connection and reports +1 when it opens, -1 when it closes.
func accept(listener net.Listener, wanted *filterSet, connections chan<- int) {
	for {
		connection, err := listener.Accept()
		if err != nil {
			return
		}
		connections <- +1
		go func() {
			serve(connection, wanted)
			connections <- -1
		}()
	}
}

// serve answers every line that is a filter; one that is not gets no answer, as in Ryuk.
func serve(connection net.Conn, wanted *filterSet) {
	defer connection.Close()
	lines := bufio.NewScanner(connection)
	for lines.Scan() {
		if lines.Text() == "" {
			continue
		}
		labels, err := parseFilter(lines.Text())
		if err != nil {
			log.Printf("refused %q: %v", lines.Text(), err)
			continue
		}
		wanted.add(labels)
		if _, err := fmt.Fprintln(connection, "ACK"); err != nil {
			return
		}
	}
}

// waitUntilAbandoned returns when nobody has connected in time, when the last connection has been
// gone for a while, or when the reaper itself is told to stop.
func waitUntilAbandoned(stopped context.Context, connections <-chan int, first, again time.Duration) {
	open := 0
	timer := time.NewTimer(first)
	for {
		select {
		case change := <-connections:
			open += change
			timer.Stop()
			if open == 0 {
				timer.Reset(again)
			}
		case <-timer.C:
			return
		case <-stopped.Done():
			return
		}
	}
}

// filterSet holds the filters of all connections; each is a list of labels that must all match.
type filterSet struct {
	mutex   sync.Mutex
	filters [][]string
}

func (s *filterSet) add(labels []string) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	s.filters = append(s.filters, labels)
}

func (s *filterSet) all() [][]string {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	return append([][]string(nil), s.filters...)
}
