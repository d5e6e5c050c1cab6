// Command messages makes up exports of messages from known parameters, and measures how
// fast and in how much memory turno imports them:
//
//	go run ./bench/messages --messages 10000000 --out messages.csv
//	go run ./bench/messages --read messages.csv
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"runtime"
	"runtime/debug"
	"strings"
	"time"

	"turno/forecast/messages"
	"turno/internal/workspace"
	"turno/internal/workspace/layout"
)

// usual is a busy team.
var usual = world{Seed: 1, PerHour: 4000, Flush: 0.6, Turns: 1.7, Think: 1000, Sigma: 1.5, AHT: 150, Pivot: 0.06, Lag: 1200, DropOff: 0.76,
	Agents: 180, Handles: []string{"care", "care_it", "care_de", "shop", "press"}}

// told are kinds of message that make up the usual world.
var told = []kind{
	{Name: "question", Share: func(int) float64 { return 0.5 }, Flush: 0.4, Turns: 1.5, Think: 900, AHT: 120, Pivot: 0.04},
	{Name: "complaint", Share: func(int) float64 { return 0.2 }, Flush: 0.2, Turns: 2.4, Think: 1500, AHT: 240, Pivot: 0.12},
	{Name: "praise", Share: func(int) float64 { return 0.3 }, Flush: 0.9, Turns: 1.1, Think: 600, AHT: 60},
}

func main() {
	out := flag.String("out", "", "write an export into this file")
	read := flag.String("read", "", "import this export")
	n := flag.Int("messages", 1_000_000, "about how many rows")
	kinds := flag.Bool("kinds", false, "tell kinds of message apart")
	flag.Parse()
	world := usual
	if world.Messages = *n; *kinds {
		world.Kinds = told
	}
	err := run(*out, *read, world, os.Stdout)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(out, read string, world world, w io.Writer) error {
	if out != "" {
		f, err := os.Create(out)
		if err != nil {
			return err
		}
		defer f.Close()
		return generate(f, world)
	}
	return measure(read, w)
}

// measure imports an export and prints time, speed and the most memory the process had.
func measure(name string, w io.Writer) error {
	l, err := layout.Builtin("messages")
	if err != nil {
		return err
	}
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	debug.SetMemoryLimit(700 << 20) // as the command does
	start := time.Now()
	c := messages.NewCollector(messages.Options{})
	report, err := layout.Read(context.Background(), name, f, l, c, layout.Options{Rules: workspace.DefaultImport().Rules})
	if err != nil {
		return err
	}
	read := time.Since(start)
	r, err := c.Result(context.Background())
	if err != nil {
		return err
	}
	took := time.Since(start)
	_, err = fmt.Fprintf(w, "%d rows, %d bad, %d conversations\nread %.1f s, all %.1f s: %.0f rows a second on %d cores; most memory %s\n", report.Rows, report.Bad, r.Counts.Conversations,
		read.Seconds(), took.Seconds(), float64(report.Rows)/took.Seconds(), runtime.GOMAXPROCS(0), peak())
	return err
}

// peak is the most memory that the process had, where the system tells.
func peak() string {
	status, err := os.ReadFile("/proc/self/status")
	if err == nil {
		for line := range strings.Lines(string(status)) {
			if rest, ok := strings.CutPrefix(line, "VmHWM:"); ok {
				return strings.TrimSpace(rest)
			}
		}
	}
	return "not known"
}
