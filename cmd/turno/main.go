// Command turno plans the people of a social-care team: history in, a week's roster and
// the service it gives out. Each command is a step of that walk; see turno --help.
package main

import (
	"context"
	"io"
	"os"
	"os/signal"
	"syscall"

	"golang.org/x/term"
)

// main is the only place that touches the process: its arguments, its streams, its
// environment and its signals. Everything else is reached through run, so that the tests
// start the whole program in memory.
func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	go func() {
		<-ctx.Done()
		stop() // a second Ctrl-C ends the program at once
	}()
	width, _, err := term.GetSize(int(os.Stdout.Fd()))
	if err != nil {
		width = 0 // no terminal
	}
	os.Exit(run(ctx, os.Args, shell{
		out: os.Stdout, err: os.Stderr, width: width,
		color:    os.Getenv("NO_COLOR") == "" && term.IsTerminal(int(os.Stdout.Fd())),
		progress: term.IsTerminal(int(os.Stderr.Fd())),
	}))
}

// shell is the world a command runs in.
type shell struct {
	out, err io.Writer
	color    bool    // colour on out
	width    int     // columns of out, where it is a terminal; else 0
	progress bool    // a live progress bar on err
	lang     *string // of what people read, as soon as it is known
}
