package main

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/stretchr/testify/assert"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"turno": main})
}

// TestScripts runs the real binary by the scripts in testdata/script: plain text that a
// planner could read.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{Dir: "testdata/script", Setup: posts, Cmds: map[string]func(*testscript.TestScript, bool, []string){
		"sametree": sameTree,
		"long":     longLine,
		"exits":    exits,
		"since":    since,
		"book":     book,
	}})
}

// posts puts posts.csv into a script's folder: eight weeks of a brand to 1 March 2026 with
// a peak at noon of working days and one burst.
func posts(env *testscript.Env) error {
	start := time.Date(2026, 1, 4, 0, 0, 0, 0, time.UTC)
	rng := rand.New(rand.NewPCG(1, 2))
	var b strings.Builder
	b.WriteString("timestamp,queue,volume\n")
	for i := range 8 * 168 {
		at := start.Add(time.Duration(i) * time.Hour)
		v := 10 + rng.Float64()*6
		if weekend := at.Weekday() == time.Saturday || at.Weekday() == time.Sunday; !weekend && (at.Hour() == 12 || at.Hour() == 13) {
			v *= 3
		}
		if i >= 700 && i < 706 {
			v *= 15
		}
		fmt.Fprintf(&b, "%s,brand,%.0f\n", at.Format("2006-01-02 15:04"), v)
	}
	return os.WriteFile(filepath.Join(env.WorkDir, "posts.csv"), []byte(b.String()), 0o644)
}

// sameTree compares every file of two folders byte by byte.
func sameTree(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 2 {
		ts.Fatalf("usage: sametree DIR DIR")
	}
	a, b := readTree(ts, ts.MkAbs(args[0])), readTree(ts, ts.MkAbs(args[1]))
	same := len(a) == len(b)
	for name, data := range a {
		if other, ok := b[name]; !ok || !bytes.Equal(data, other) {
			same = false
			ts.Logf("%s differs", name)
		}
	}
	if same == neg {
		ts.Fatalf("%s and %s: same = %v", args[0], args[1], same)
	}
}

func readTree(ts *testscript.TestScript, dir string) map[string][]byte {
	files := map[string][]byte{}
	ts.Check(filepath.WalkDir(dir, func(name string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(name)
		rel, _ := filepath.Rel(dir, name)
		files[rel] = data
		return err
	}))
	return files
}

// exits runs a command that must end with the given code.
func exits(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) < 2 {
		ts.Fatalf("usage: exits CODE COMMAND ...")
	}
	code := "0"
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		var exit *exec.ExitError
		if !errors.As(err, &exit) {
			ts.Fatalf("%v", err)
		}
		code = strconv.Itoa(exit.ExitCode())
	}
	if code != args[0] {
		ts.Fatalf("exit code %s, want %s\n%s", code, args[0], ts.ReadFile("stderr"))
	}
}

// since keeps the header of a history and its rows from a date on.
func since(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) != 2 {
		ts.Fatalf("usage: since FILE DATE")
	}
	ts.Check(keepSince(ts.MkAbs(args[0]), args[1]))
}

func keepSince(name, date string) error {
	data, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	rows := strings.SplitAfter(string(data), "\n")
	later := slices.DeleteFunc(rows[1:], func(row string) bool { return row < date })
	return os.WriteFile(name, []byte(rows[0]+strings.Join(later, "")), 0o644)
}

// longLine writes a history whose second row is a line of so many mebibytes.
func longLine(ts *testscript.TestScript, _ bool, args []string) {
	f, err := os.Create(ts.MkAbs(args[0]))
	ts.Check(err)
	defer f.Close()
	_, err = f.WriteString("timestamp,queue,volume\n")
	ts.Check(err)
	block := bytes.Repeat([]byte("1"), 1<<20)
	for range 64 {
		_, err = f.Write(block)
		ts.Check(err)
	}
}

// TestHelpNamesExitCodes holds every command to saying how it ends.
func TestHelpNamesExitCodes(t *testing.T) {
	for _, c := range newApp(shell{}).Commands {
		assert.Contains(t, c.Description, "Exit codes:", c.Name)
		assert.NotEmpty(t, strings.TrimSpace(c.Usage), c.Name)
	}
}
