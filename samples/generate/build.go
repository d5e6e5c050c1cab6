package main

import (
	"bytes"
	"fmt"
	"maps"
	"math"
	"strconv"
	"strings"
	"time"
)

// output is a finished sample.
type output struct {
	place
	files map[string][]byte
	flows map[string]*flow
	rows  map[string][]hour
	truth truth
}

// build lives through a world and writes it down.
func build(w world) (output, error) {
	p, err := w.settle()
	if err != nil {
		return output{}, err
	}
	out := output{place: p, flows: map[string]*flow{}, rows: map[string][]hour{}, truth: newTruth(p)}
	activity, lift := p.activity(), p.lift()
	hit, causes := p.strike()
	happened := make([][]float64, len(w.triggers))
	for k, t := range w.triggers {
		happened[k] = p.happen(t, activity, lift)
	}
	common := attention(p.source("topics"), p.grid, 1)
	for _, q := range w.queues {
		f := p.live(q, activity, happened, common, hit)
		sparks := p.ignite(q)
		f.draw(p.source("contacts/"+q.name), q, sparks)
		rows, missing := p.record(q, *f)
		out.flows[q.name], out.rows[q.name] = f, rows
		out.truth.tell(p, q, f, sparks, hit, causes, missing)
	}
	return out, out.write()
}

// live gives the intensities of one queue.
func (p place) live(q queue, activity map[string][]float64, happened [][]float64, common, hit []float64) *flow {
	n := p.grid.N
	f := &flow{awake: make([]float64, n), usual: make([]float64, n), response: make([]float64, n), struck: make([]float64, n)}
	own, scale := attention(p.source("topics/"+q.name), p.grid, 1), p.scale(q)
	closed := p.closed(q)
	for _, b := range p.behaviours {
		for i, a := range activity[b.name] {
			f.awake[i] += q.share[b.name] * a
		}
	}
	for i := range n {
		talk := (1 + q.topics*(common[i]+own[i])/2) / (1 + q.topics)
		f.usual[i] = q.weekly * f.awake[i] * talk
	}
	for k, t := range p.triggers {
		for i, x := range p.bring(t, happened[k], activity, q.name) {
			f.usual[i] += x
		}
	}
	for _, c := range p.campaigns {
		brought := c.responses(p, f.awake, q.name)
		for i := range brought {
			if brought[i] *= scale[i]; closed[i] {
				brought[i] = 0
			}
			f.response[i] += brought[i]
		}
		f.brought = append(f.brought, brought)
	}
	for _, c := range p.incidents.brings {
		if c.queue == q.name {
			wave := newDelay(2, p.incidents.delay)
			for i, people := range hit {
				f.struck[i] = wave.next(people * c.rate)
			}
		}
	}
	for i := range n {
		if f.usual[i] *= scale[i]; closed[i] {
			f.usual[i], f.struck[i] = 0, 0
		}
	}
	return f
}

// closed marks the steps in which a live queue takes nobody.
func (p place) closed(q queue) []bool {
	out := make([]bool, p.grid.N)
	if q.live {
		for i, open := range q.hours.Share(p.grid, p.cal) {
			out[i] = open == 0
		}
	}
	return out
}

// scale is the slow multiple of a queue's contacts by step: growth, season and the
// lasting shifts of its level, 1 at the end of the history but for the season.
func (p place) scale(q queue) []float64 {
	out := p.curve(p.season)
	for i := range out {
		years := float64(p.grid.N-i) * stepHours / 24 / 365.25
		out[i] *= math.Pow(1+p.growth, -years)
	}
	for _, s := range q.shifts {
		for i := range p.index(s.at) {
			out[i] /= s.factor
		}
	}
	return out
}

// write makes the files.
func (out *output) write() error {
	history, name := out.history(), "history.csv"
	if out.gz {
		packed, err := compress(history)
		if err != nil {
			return err
		}
		history, name = packed, name+".gz"
	}
	told, err := out.truth.json()
	if err != nil {
		return err
	}
	people, err := out.assess()
	if err != nil {
		return err
	}
	out.files = map[string][]byte{name: history, "truth.json": told}
	maps.Copy(out.files, people)
	return nil
}

// history writes the rows of every queue, one queue after the other.
func (out *output) history() []byte {
	comma, layout := ",", "2006-01-02 15:04"
	if out.semicolon {
		comma = ";"
	}
	if out.offsets {
		layout = time.RFC3339
	}
	var buf bytes.Buffer
	fmt.Fprintln(&buf, join(comma, "timestamp", "queue", "volume", "handled", "flushed", "aht"))
	for _, q := range out.queues {
		for _, h := range out.rows[q.name] {
			flushed, aht := strconv.Itoa(h.flushed), ""
			if q.live {
				flushed = ""
			}
			if h.aht > 0 {
				aht = strconv.Itoa(h.aht)
			}
			fmt.Fprintln(&buf, join(comma, h.at.Format(layout), q.name, strconv.Itoa(h.volume), strconv.Itoa(h.handled), flushed, aht))
		}
	}
	return buf.Bytes()
}

// join puts the separator between the cells.
func join(comma string, cells ...string) string { return strings.Join(cells, comma) }
