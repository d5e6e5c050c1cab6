package capacity

import (
	"context"
	"math"
	"math/rand/v2"
	"slices"
	"time"

	"turno/forecast"
	"turno/schedule"
)

// draws are months of possible futures: contacts by future, queue and month. What queues
// have in common and how long good and bad times last is as the forecast says.
type draws [][][]float64

// futures is how many futures are drawn: a 90 % quantile to a few per cent.
const futures = 400

func (b *book) draw(ctx context.Context) (draws, error) {
	b.tell("capacity", len(scales), len(scales)+1)
	rng := rand.New(rand.NewPCG(b.Seed, 0x6361706163697479))
	out := make(draws, futures)
	for k := range out {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		out[k] = b.byQueue(forecast.Paths(b.Volumes, rng))
	}
	b.tell("capacity", len(scales)+1, len(scales)+1)
	return out, nil
}

// byQueue sums one future by queue and month; a queue without a volume of its own has none.
func (b *book) byQueue(paths [][]float64) [][]float64 {
	out := make([][]float64, len(b.Queues))
	for q, queue := range b.Queues {
		if k := b.volume(queue); k >= 0 {
			out[q] = b.byMonth(b.Volumes[k], paths[k])
		}
	}
	return out
}

func (b *book) volume(q schedule.Queue) int {
	return slices.IndexFunc(b.Volumes, func(v forecast.Volume) bool { return v.Queue == q.Name })
}

func (b *book) byMonth(v forecast.Volume, values []float64) []float64 {
	out := make([]float64, len(b.months))
	m := 0
	for i, x := range values {
		if !v.Grid.At(i).Before(b.Grid.End()) {
			break
		}
		for m+1 < len(b.months) && !v.Grid.At(i).Before(b.months[m+1].first.In(b.zone())) {
			m++
		}
		out[m] += x
	}
	return out
}

func (b *book) zone() *time.Location { return b.Grid.Zone() }

// month turns the futures of a month into quantiles: each future's contacts through the
// load curve of their queue. A queue whose work comes from others alone follows all of
// them.
func (b *book) month(m int, l loads, d draws) Month {
	span := b.months[m]
	out := Month{First: span.first, Hours: span.hours(b.FTE)}
	fte := out.Hours.InexactFloat64()
	mean := make([][]float64, len(b.Queues))
	all := 0.0
	for q, queue := range b.Queues {
		if k := b.volume(queue); k >= 0 {
			mean[q] = b.byMonth(b.Volumes[k], b.Volumes[k].Mean)
			all += mean[q][m]
		}
	}
	need, volume := make([][]float64, len(b.Queues)+1), make([][]float64, len(b.Queues)+1)
	for _, future := range d {
		sum, came := 0.0, 0.0
		for q := range b.Queues {
			if future[q] != nil {
				came += future[q][m]
			}
		}
		for q := range b.Queues {
			scale, contacts := ratio(came, all), 0.0
			if future[q] != nil {
				contacts = future[q][m]
				scale = ratio(contacts, mean[q][m])
			}
			x := at(l[m][q], scale) / fte
			sum += x
			need[q], volume[q] = append(need[q], x), append(volume[q], contacts)
		}
		need[len(b.Queues)], volume[len(b.Queues)] = append(need[len(b.Queues)], sum), append(volume[len(b.Queues)], came)
	}
	for q := range need {
		line := b.line(need[q], volume[q])
		if q == len(b.Queues) {
			out.Total = line
			continue
		}
		line.Queue = b.Queues[q].Name
		out.Queues = append(out.Queues, line)
	}
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
	for k, p := range levels {
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
