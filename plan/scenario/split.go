package scenario

import (
	"fmt"
	"math"
	"slices"

	"turno/forecast"
	"turno/schedule"
)

// Part is one of the queues that another is split into.
type Part struct {
	Name  string
	Share float64 // of the volume, by chance: the work is of the same kinds in every part
}

// Split makes several queues of one, each with its targets: a second handle.
type Split struct {
	Queue string
	Parts []Part // shares that sum to 1
}

// Kind implements Change.
func (Split) Kind() Kind { return KindSplit }

func (c Split) apply(d *draft) error {
	if d.find(c.Queue) < 0 || !slices.Contains(d.names, c.Queue) {
		return fmt.Errorf("%q is not a queue that could be split", c.Queue)
	}
	var sum float64
	names := c.names()
	for i, p := range c.Parts {
		sum += p.Share
		if p.Share <= 0 || p.Name != c.Queue && slices.Contains(d.names, p.Name) || slices.Contains(names[:i], p.Name) {
			return fmt.Errorf("the part %q of %s: expected a new name and a share above 0", p.Name, c.Queue)
		}
	}
	if len(c.Parts) < 2 || math.Abs(sum-1) > 0.005 {
		return fmt.Errorf("%s is split into %d parts of %.4g %%: expected two or more of 100 %% together", c.Queue, len(c.Parts), 100*sum)
	}
	d.rename([]string{c.Queue}, names...)
	d.pooled = append(d.pooled, names)
	d.regroup = append(d.regroup, func(d *draft, volumes []forecast.Volume) []forecast.Volume { return c.split(d, volumes, sum) })
	return nil
}

func (c Split) names() []string {
	var names []string
	for _, p := range c.Parts {
		names = append(names, p.Name)
	}
	return names
}

func (c Split) split(d *draft, volumes []forecast.Volume, sum float64) []forecast.Volume {
	whole, streams := d.Queues[d.find(c.Queue)], d.Streams[c.Queue]
	var queues []schedule.Queue
	delete(d.Streams, c.Queue)
	for _, p := range c.Parts {
		q := whole
		q.Name = p.Name
		queues = append(queues, q)
		d.Streams[p.Name] = streams
		if doubt := d.Doubt[c.Queue]; doubt != nil {
			d.Doubt[p.Name] = doubt
		}
	}
	d.replace([]string{c.Queue}, queues...)
	d.redirect([]string{c.Queue}, c.names()...)
	at := slices.IndexFunc(volumes, func(v forecast.Volume) bool { return v.Queue == c.Queue })
	if at < 0 {
		return volumes
	}
	var parts []forecast.Volume
	for _, p := range c.Parts {
		parts = append(parts, thinned(volumes[at], p.Name, p.Share/sum))
	}
	return slices.Replace(slices.Clone(volumes), at, at+1, parts...)
}

// thinned is the volume of which each contact belongs to the part with the chance p. Its
// mean is p times the whole; its variance p² times that of the whole and p(1-p) times the
// mean, for what is rarer is, for its size, less certain.
func thinned(v forecast.Volume, name string, p float64) forecast.Volume {
	v.Queue, v.Components = name, nil
	whole := v.Mean
	v.Mean = slices.Clone(v.Mean)
	quantiles := v.Quantiles
	v.Quantiles = make([][]float64, len(quantiles))
	for i, m := range whole {
		v.Mean[i] = p * m
		spread := 1.0
		if n := len(quantiles); n > 1 {
			// the distance of the outermost quantiles in standard deviations of a normal
			sd := (quantiles[n-1][i] - quantiles[0][i]) / 2.563
			if sd > 0 {
				spread = math.Sqrt(p*p*sd*sd+p*(1-p)*m) / (p * sd)
			}
		}
		for k, q := range quantiles {
			v.Quantiles[k] = append(v.Quantiles[k], max(0, p*m+p*spread*(q[i]-m)))
		}
	}
	return v
}
