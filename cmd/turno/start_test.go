package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// start runs a command line in memory.
func start(args ...string) (code int, stdout, stderr string) {
	var out, err bytes.Buffer
	code = run(context.Background(), append([]string{"turno"}, args...), shell{out: &out, err: &err})
	return code, out.String(), err.String()
}

// turno runs a command line that must succeed and gives what it prints.
func turno(t *testing.T, args ...string) string {
	t.Helper()
	code, out, errs := start(args...)
	require.Equal(t, exitDone, code, errs)
	return out
}

// moda is a workspace of the sample with six weeks of its history, which are soon forecast.
func moda(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "moda")
	turno(t, "init", "--sample", "moda", "--workspace", dir)
	require.NoError(t, keepSince(filepath.Join(dir, "history.csv"), "2026-09-28"))
	return dir
}

// watched is a standard error that calls back when a word is first written to it.
type watched struct {
	mu   sync.Mutex
	text bytes.Buffer
	word string
	then func()
}

func (w *watched) Write(p []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if strings.Contains(string(p), w.word) {
		w.then()
	}
	return w.text.Write(p)
}

// TestCancel stops a plan while its roster is searched, as the progress bar tells: the
// program must end at once, say what it had reached, and leave nothing behind.
func TestCancel(t *testing.T) {
	workspace := moda(t)
	out := filepath.Join(t.TempDir(), "out")
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	stderr := &watched{word: "roster", then: cancel}
	done := make(chan int, 1)
	go func() {
		done <- run(ctx, []string{"turno", "plan", "--workspace", workspace, "--out", out, "--effort", "1000000"}, shell{out: &bytes.Buffer{}, err: stderr, progress: true})
	}()
	select {
	case code := <-done:
		assert.Equal(t, exitFailed, code)
	case <-time.After(time.Minute): // generous: the machine may be busy; the search would go on for hours
		t.Fatal("still running after the cancel")
	}
	assert.Contains(t, stderr.text.String(), "stopped")
	assert.Contains(t, stderr.text.String(), "nothing was written")
	assert.NoDirExists(t, out)
	left, err := os.ReadDir(filepath.Dir(out))
	require.NoError(t, err)
	assert.Empty(t, left, "no temporary folder stays")
}
