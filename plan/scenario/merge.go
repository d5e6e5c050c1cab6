package scenario

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"

	"turno/forecast"
	"turno/schedule"
)

// Merge makes one queue of several of one channel and language: two handles answered as
// one. It has the hours of the first, the shortest of their targets and promises unless
// others are given, their most urgent priority, and the work of each as far as its posts
// make up the whole. Conversations that one of them sent to another end where they are;
// nobody is taken out of the volume for that, so that the gain is rather understated.
type Merge struct {
	Queues  []string
	Into    string
	Target  *schedule.Target // nil is the shortest of theirs
	Promise *schedule.Target // likewise
}

// Kind implements Change.
func (Merge) Kind() Kind { return KindMerge }

func (c Merge) apply(d *draft) error {
	if len(c.Queues) < 2 {
		return fmt.Errorf("%d queues are merged: expected two or more", len(c.Queues))
	}
	r := regrouping{c.Queues, []string{c.Into}, []float64{1}}
	if err := r.check(d); err != nil {
		return err
	}
	var queues []schedule.Queue
	for i, name := range c.Queues {
		q := d.Queues[d.find(name)]
		if queues = append(queues, q); q.Channel != queues[0].Channel || q.Language != queues[0].Language {
			return fmt.Errorf("%s and %s differ in channel or language: expected queues that the same people serve in the same way", c.Queues[0], name)
		}
		if slices.Contains(c.Queues[:i], name) {
			return fmt.Errorf("%s stands twice among the queues that are merged: expected it once", name)
		}
	}
	parts := c.parts(d)
	streams, doubt := c.mixed(d.Streams, parts), c.doubted(d.Doubt, parts)
	for _, name := range c.Queues {
		delete(d.Streams, name)
		delete(d.Doubt, name)
	}
	d.Streams[c.Into] = streams
	if doubt != nil {
		d.Doubt[c.Into] = doubt
	}
	c.volume(d)
	r.queues(d, c.queue(queues))
	return nil
}

// volume puts the volume of all in the place of the first.
func (c Merge) volume(d *draft) {
	var of, rest []forecast.Volume
	at := 0
	for _, v := range d.volumes {
		if !slices.Contains(c.Queues, v.Queue) {
			rest = append(rest, v)
			continue
		}
		if of = append(of, v); len(of) == 1 {
			at = len(rest)
		}
	}
	if len(of) > 0 {
		d.volumes = slices.Insert(rest, at, together(c.Into, of, d.Seed))
	}
}

// queue is the merged one.
func (c Merge) queue(parts []schedule.Queue) schedule.Queue {
	q := parts[0]
	q.Name = c.Into
	q.Targets, q.Kinds = slices.Clone(q.Targets), nil
	for _, p := range parts {
		for _, a := range p.Kinds {
			a.Kind = kindOf(p.Name, a.Kind)
			q.Kinds = append(q.Kinds, a)
		}
	}
	for _, p := range parts[1:] {
		if len(p.Targets) > 0 && (len(q.Targets) == 0 || p.Targets[0].Within < q.Targets[0].Within) {
			q.Targets = slices.Clone(p.Targets)
		}
		if p.Promise != nil && (q.Promise == nil || p.Promise.Within < q.Promise.Within) {
			q.Promise = p.Promise
		}
		q.Priority, q.MinStaff = min(q.Priority, p.Priority), max(q.MinStaff, p.MinStaff)
		q.OnCall = q.OnCall || p.OnCall
	}
	if c.Target != nil {
		q.Targets = []schedule.Target{*c.Target}
	}
	if c.Promise != nil {
		q.Promise = c.Promise
	}
	return q
}

// parts are the shares of the queues in what comes, by queue and interval of the period:
// those of the whole period where nothing comes, and all alike where it is not forecast.
func (c Merge) parts(d *draft) [][]float64 {
	came := make([][]float64, len(c.Queues))
	totals := make([]float64, len(c.Queues))
	sums := make([]float64, d.Period.N)
	for k, name := range c.Queues {
		came[k], totals[k] = make([]float64, d.Period.N), 1e-9
		at := slices.IndexFunc(d.volumes, func(v forecast.Volume) bool { return v.Queue == name })
		for i := range came[k] {
			if at < 0 {
				break
			}
			v := d.volumes[at]
			came[k][i] = v.Mean[v.Grid.Index(d.Period.At(i))]
			sums[i], totals[k] = sums[i]+came[k][i], totals[k]+came[k][i]
		}
	}
	all := total(totals)
	for k := range came {
		for i, x := range came[k] {
			came[k][i] = totals[k] / all
			if sums[i] > 0 {
				came[k][i] = x / sums[i]
			}
		}
	}
	return came
}

// doubted is the doubt about the work of the queues together, as if whoever errs about
// one errs about all alike; nil where there is none.
func (c Merge) doubted(doubt map[string][]float64, parts [][]float64) []float64 {
	var out []float64
	for k, name := range c.Queues {
		if out == nil && doubt[name] != nil {
			out = make([]float64, len(doubt[name]))
		}
		for i, x := range doubt[name] {
			out[i] += parts[k][i] * x
		}
	}
	return out
}

// mixed is the work of the queues together: every kind in proportion to the posts of the
// interval that bring it, under the name of its queue and its own.
func (c Merge) mixed(streams map[string][]forecast.Stream, parts [][]float64) []forecast.Stream {
	var out []forecast.Stream
	for k, name := range c.Queues {
		for _, s := range streams[name] {
			share := forecast.Measure{CV: s.Share.CV, Mean: make([]float64, len(parts[k]))}
			for i, x := range parts[k] {
				share.Mean[i] = x * s.Share.At(i)
			}
			s.Share, s.Kind = share, forecast.Kind(kindOf(name, string(s.Kind)))
			out = append(out, s)
		}
	}
	return out
}

// kindOf is what a kind of message of a queue is called once that is merged.
func kindOf(queue, kind string) string { return strings.TrimSpace(queue + " " + kind) }

// ofKind says whether a stream is of a message kind, or was before its queue was merged.
func ofKind(stream, kind forecast.Kind) bool {
	return stream == kind || strings.HasSuffix(string(stream), " "+string(kind))
}

// jointPaths are drawn for the quantiles of volumes that become one.
const jointPaths = 1000

// together is the volume of several queues: means add, quantiles are those of the sums of
// paths drawn together.
func together(name string, of []forecast.Volume, seed uint64) forecast.Volume {
	out := of[0]
	out.Queue, out.Components = name, nil
	out.Mean = make([]float64, out.Grid.N)
	out.Correlation, out.Slow, out.Common, out.Slows, out.Bursts = 0, 0, 0, nil, forecast.Bursts{}
	var total float64
	for _, v := range of {
		for i, m := range v.Mean {
			out.Mean[i] += m
		}
		w := math.Max(v.Total(), 1e-9)
		total += w
		out.Correlation, out.Slow, out.Common = out.Correlation+w*v.Correlation, out.Slow+w*v.SlowAt(v.Grid.N/2), out.Common+w*v.Common
		out.Bursts.Share, out.Bursts.HalfLife = out.Bursts.Share+w*v.Bursts.Share, out.Bursts.HalfLife+w*v.Bursts.HalfLife
	}
	out.Correlation, out.Slow, out.Common = out.Correlation/total, out.Slow/total, out.Common/total
	out.Bursts.Share, out.Bursts.HalfLife = out.Bursts.Share/total, out.Bursts.HalfLife/total
	sums := make([][]float64, out.Grid.N)
	rng := rand.New(rand.NewPCG(seed, 0x6d65726765))
	for range jointPaths {
		for k, path := range forecast.Paths(of, rng) {
			for i, x := range path {
				if k == 0 {
					sums[i] = append(sums[i], 0)
				}
				sums[i][len(sums[i])-1] += x
			}
		}
	}
	out.Quantiles = make([][]float64, len(out.Levels))
	for i := range sums {
		slices.Sort(sums[i])
		for k, p := range out.Levels {
			out.Quantiles[k] = append(out.Quantiles[k], sums[i][int(p*(jointPaths-1))])
		}
	}
	return out
}
