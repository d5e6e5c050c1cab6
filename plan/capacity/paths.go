package capacity

import (
	"context"
	"math"
	"math/rand/v2"
	"slices"
	"time"

	"turno/forecast"
	"turno/forecast/calendar"
	"turno/schedule"
)

// draws are months of possible futures: what came, by future, queue and month. What queues
// have in common and how long good and bad times last is as the forecast says.
type draws [][][]came

// came is the contacts of a queue in a month, and the work they bring against what is expected
// of so many.
type came struct{ contacts, work float64 }

// futures is how many futures are drawn: a 90 % quantile to a few per cent.
const futures = 400

func (b *book) draw(ctx context.Context) (draws, error) {
	b.tell("capacity", len(scales), len(scales)+1)
	rng := rand.New(rand.NewPCG(b.Seed, 0x6361706163697479))
	doubt := b.doubt()
	out := make(draws, futures)
	for k := range out {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		out[k] = b.byQueue(forecast.Paths(b.Volumes, rng))
		for q := range out[k] {
			z := rng.NormFloat64() // who is mistaken about the work of a contact stays so
			for m, s := range doubt[q] {
				out[k][q][m].work = math.Exp(s*z - s*s/2)
			}
		}
	}
	b.tell("capacity", len(scales)+1, len(scales)+1)
	return out, nil
}

// doubt is the relative deviation of the work of a contact by queue and month, contacts
// weighing.
func (b *book) doubt() [][]float64 {
	out := make([][]float64, len(b.queues))
	for q, d := range b.Demands {
		out[q] = make([]float64, len(b.months))
		if len(d.Profile.Spread) == 0 {
			continue
		}
		for m, span := range b.months {
			var sum, all float64
			for i := span.from; i < span.to; i++ {
				mean := d.Profile.Volume.Mean[i]
				sum, all = sum+mean*d.Profile.Spread[i], all+mean
			}
			if all > 0 {
				out[q][m] = sum / all
			}
		}
	}
	return out
}

// byQueue sums one future by queue and month; a queue without a volume of its own has none.
func (b *book) byQueue(paths [][]float64) [][]came {
	out := make([][]came, len(b.queues))
	for q, queue := range b.queues {
		out[q] = make([]came, len(b.months))
		if k := b.volume(queue); k >= 0 {
			for m, x := range b.byMonth(b.Volumes[k], paths[k]) {
				out[q][m].contacts = x
			}
		}
	}
	return out
}

func (b *book) volume(q schedule.Queue) int {
	return slices.IndexFunc(b.Volumes, func(v forecast.Volume) bool { return v.Queue == q.Name })
}

// byMonth sums the values of a volume's intervals by month.
func (b *book) byMonth(v forecast.Volume, values []float64) []float64 {
	out := make([]float64, len(b.months))
	for i, m := range b.monthsOf(v.Grid) {
		out[m] += values[i]
	}
	return out
}

// monthsOf is the month of every interval of a grid, up to the end of the plan.
func (b *book) monthsOf(g calendar.Grid) []int {
	of, known := b.calendars[g]
	if !known {
		for i := 0; i < g.N && g.At(i).Before(b.Grid.End()); i++ {
			of = append(of, b.monthOf(g.At(i).In(b.zone())))
		}
		b.calendars[g] = of
	}
	return of
}

func (b *book) zone() *time.Location { return b.Grid.Zone() }

// month turns the futures of a month into quantiles: each future's contacts, and the work they
// bring, through the load curve of their queue. A queue whose work comes from others alone
// follows all of them.
func (b *book) month(m int, l loads, d draws) Month {
	span := b.months[m]
	out := Month{First: span.first, Hours: span.hours(b.FTE)}
	fte, mean, all := out.Hours.InexactFloat64(), make([]float64, len(b.queues)), 0.0
	for q, queue := range b.queues {
		mean[q] = -1
		if k := b.volume(queue); k >= 0 {
			mean[q] = b.byMonth(b.Volumes[k], b.Volumes[k].Mean)[m]
			all += mean[q]
		}
	}
	need, volume := make([][]float64, len(b.queues)+1), make([][]float64, len(b.queues)+1)
	add := func(q int, people, contacts float64) {
		need[q], volume[q] = append(need[q], people), append(volume[q], contacts)
	}
	for _, future := range d {
		var people, contacts float64
		for q := range b.queues {
			contacts += future[q][m].contacts
		}
		for q := range b.queues {
			x := future[q][m]
			scale := ratio(contacts, all)
			if mean[q] >= 0 {
				scale = ratio(x.contacts, mean[q])
			}
			asked := at(l[m][q], scale*x.work) / fte
			people += asked
			add(q, asked, x.contacts)
		}
		add(len(b.queues), people, contacts)
	}
	for q, queue := range b.queues {
		line := b.line(need[q], volume[q])
		line.Queue = queue.Name
		out.Queues = append(out.Queues, line)
	}
	out.Total = b.line(need[len(b.queues)], volume[len(b.queues)])
	return out
}

func ratio(x, of float64) float64 {
	if of <= 0 {
		return 1
	}
	return x / of
}

// line takes the quantiles.
func (b *book) line(net, volume []float64) Line {
	slices.Sort(net)
	slices.Sort(volume)
	var out Line
	for k, p := range Levels() {
		out.Volume[k], out.Net[k] = quantile(volume, p), quantile(net, p)
		out.Gross[k] = out.Net[k] / b.keep
	}
	out.Required = quantile(net, b.level) / b.keep
	return out
}

// quantile reads sorted values at the middle between their ranks.
func quantile(sorted []float64, p float64) float64 {
	at := p*float64(len(sorted)) - 0.5
	k := min(max(int(math.Floor(at)), 0), len(sorted)-1)
	next := min(k+1, len(sorted)-1)
	return sorted[k] + (sorted[next]-sorted[k])*min(max(at-float64(k), 0), 1)
}
