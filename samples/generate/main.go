// Command generate makes the sample worlds anew: from the repository's root,
//
//	go run ./samples/generate --dir samples
//
// writes history, people, absences, requests, last week's roster and the truth of every
// world into samples/NAME. turno.yaml is written by hand and left alone. The same source
// gives the same bytes: all randomness is PCG, seeded per world and per purpose.
//
// # How a world comes about
//
// Nothing here is shaped like the forecaster, so that forecasting a sample is a fair
// test. There is no profile by hour of week, no level and no error term. A world is made
// of people instead:
//
//   - behaviours (commuters, lunch breaks, evening browsers, night owls): each is active
//     around certain clock times and differs between workdays, weekends and holidays;
//   - slow surroundings: rain comes and goes as a Markov chain and keeps people at their
//     screens; topics are born at random, draw attention for hours and fade (shot noise);
//     the customer base grows, seasons turn, a product change shifts a level for good;
//   - triggers with a delay: orders are placed and parcels arrive days later, flights are
//     cancelled and passengers call within the hour, salaries come on fixed days;
//   - campaigns reach people, who respond after a gamma-distributed delay while awake;
//   - virality: every public post makes others write (a Hawkes process), and now and then
//     a post is sent by someone with a large following.
//
// From the intensities contacts are drawn as a Poisson process in steps of ten minutes and
// counted by the hour, each with its kind, whether it needs an answer, and the time that
// the answer takes. Then counting fails as it does in life: hours are lost, a feed stops.
// What was really at work is kept in truth.json for tests that ask whether it was found.
package main

import (
	"bytes"
	"compress/gzip"
	"flag"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

func main() {
	dir := flag.String("dir", "samples", "folder that holds the sample folders")
	show := flag.Bool("show", false, "print weekly totals and daily shapes instead of writing")
	flag.Parse()
	for _, w := range worlds() {
		out, err := build(w)
		if err == nil && *show {
			out.describe(os.Stdout)
			continue
		}
		if err == nil {
			err = write(filepath.Join(*dir, w.name), out.files)
		}
		if err != nil {
			fmt.Fprintf(os.Stderr, "generate: %s: %v\n", w.name, err)
			os.Exit(1)
		}
	}
}

// worlds lists the samples in the order of their names' fame.
func worlds() []world { return []world{moda(), volo(), banka()} }

// write puts the files into dir. A compressed file whose content is already right stays
// as it is: compressors of other Go releases may give other bytes for the same content.
func write(dir string, files map[string][]byte) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		path, data := filepath.Join(dir, name), files[name]
		if strings.HasSuffix(name, ".gz") {
			if old, err := os.ReadFile(path); err == nil && bytes.Equal(plain(old), plain(data)) {
				continue
			}
		}
		if err := os.WriteFile(path, data, 0o644); err != nil {
			return err
		}
	}
	return nil
}

func compress(data []byte) ([]byte, error) {
	var buf bytes.Buffer
	zip, err := gzip.NewWriterLevel(&buf, gzip.BestCompression)
	if err != nil {
		return nil, err
	}
	if _, err := zip.Write(data); err != nil {
		return nil, err
	}
	if err := zip.Close(); err != nil {
		return nil, err
	}
	return buf.Bytes(), nil
}

// plain is the content of a compressed file, or nil when it is not one.
func plain(data []byte) []byte {
	zip, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil
	}
	content, err := io.ReadAll(zip)
	if err != nil {
		return nil
	}
	return content
}
