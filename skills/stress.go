package skills

import (
	"math"
	"slices"
)

// Stress is what timed stress tests say of one person on one channel, moved towards the
// team by the size of the sample.
type Stress struct {
	Channel   Channel
	Minutes   float64 // of all tests
	Done      float64 // conversations finished
	Pace      float64 // one at a time, against the standard handle time
	Low, High float64 // of the pace, 8 in 10
	Handle    float64 // own handle time in seconds, one at a time
	Inflation float64 // handle time added per further conversation, as a share; 0 where only one at a time was tested
	Slots     int     // conversations at once at which output peaks; 0 where only one at a time was tested
	Sure      float64 // chance that output is really greatest there
	Kept      float64 // share of the own result in the pace; the rest is the team's
	Levels    []Level // by conversations at once
}

// Level is the output at so many conversations at once.
type Level struct {
	Slots     int
	Output    float64 // conversations an hour, moved towards the team
	Low, High float64 // 8 in 10
	Seen      float64 // as tested; 0 where this person was not
}

const (
	handleSpread = 0.7    // coefficient of variation of handle times
	usualSlower  = 0.3    // handle time added per further conversation, for the sample size that a test was laid out for
	tenth        = 1.2816 // quantile of the normal distribution that leaves a tenth above
	usualHandle  = 300    // seconds, for the sample size where no standard is known
	flat         = 0.02   // a gain of output that is no reason for one more conversation at once
)

// bench is everybody's tests on one channel.
type bench struct {
	channel  Channel
	standard float64 // seconds
	levels   []int
	seen     map[string]map[int]measure // by person and level: log of conversations a minute
	mean     map[int]float64
	between  map[int]float64
	minutes  map[string]float64
	done     map[string]float64
}

// benchOf gathers the tests of a channel. The variance of a result follows from how long
// the test was, not from how well it went, so that a better result never counts for less.
// by is the share of the later pace that a person had on the day.
func benchOf(all []Assessment, c Channel, standard float64, by func(Assessment) float64) *bench {
	b := &bench{channel: c, standard: standard, seen: map[string]map[int]measure{}, mean: map[int]float64{}, between: map[int]float64{}, minutes: map[string]float64{}, done: map[string]float64{}}
	type cell struct {
		person string
		slots  int
	}
	minutes, done := map[cell][]float64{}, map[cell][]float64{}
	for _, a := range all {
		if a.Kind == StressTest && a.on() == c && a.Minutes > 0 && a.Slots > 0 {
			k := cell{a.Person, a.Slots}
			minutes[k], done[k] = append(minutes[k], a.Minutes), append(done[k], a.Done/by(a))
		}
	}
	length := standard
	if length <= 0 {
		length = usualHandle
	}
	byLevel := map[int][]measure{}
	for k := range minutes {
		m, d := sorted(minutes[k]), sorted(done[k])
		rate := float64(k.slots) / (1 + usualSlower*float64(k.slots-1)) * 60 / length
		x := measure{math.Log(max(d, 0.5) / m), handleSpread * handleSpread / max(0.25, m*rate)}
		if b.seen[k.person] == nil {
			b.seen[k.person] = map[int]measure{}
		}
		b.seen[k.person][k.slots] = x
		byLevel[k.slots] = append(byLevel[k.slots], x)
	}
	for s, xs := range byLevel {
		b.levels = append(b.levels, s)
		b.mean[s], b.between[s] = team(xs)
	}
	slices.Sort(b.levels)
	for person, levels := range b.seen {
		var ms, ds []float64
		for s := range levels {
			k := cell{person, s}
			ms, ds = append(ms, minutes[k]...), append(ds, done[k]...)
		}
		b.minutes[person], b.done[person] = sorted(ms), sorted(ds)
	}
	return b
}

// sorted is the sum in order of size.
func sorted(xs []float64) float64 {
	xs = slices.Clone(xs)
	slices.Sort(xs)
	sum := 0.0
	for _, x := range xs {
		sum += x
	}
	return sum
}

// of is what the bench says of a person; false for one who was not tested.
func (b *bench) of(person string) (Stress, bool) {
	own := b.seen[person]
	if len(own) == 0 {
		return Stress{}, false
	}
	out := Stress{Channel: b.channel, Minutes: b.minutes[person], Done: b.done[person]}
	posterior := map[int]measure{}
	var shift, shifts, kept float64
	for _, s := range b.levels {
		if x, ok := own[s]; ok {
			var k float64
			posterior[s], k = shrink(x, b.mean[s], b.between[s])
			shift, shifts, kept = shift+posterior[s].value-b.mean[s], shifts+1, kept+k
		}
	}
	shift /= shifts
	if b.levels[0] != 1 { // one at a time from the least level tested, at the usual inflation
		s := b.levels[0]
		one := posterior[s]
		if _, ok := own[s]; !ok {
			one = measure{b.mean[s] + shift, b.between[s]}
		}
		one.value -= math.Log(float64(s) / (1 + usualSlower*float64(s-1)))
		posterior[1] = one
	}
	for _, s := range b.levels {
		if _, ok := own[s]; !ok { // as the team, and as far from it as on other levels
			posterior[s] = measure{b.mean[s] + shift, b.between[s]}
		}
		p := posterior[s]
		sd := math.Sqrt(p.variance)
		l := Level{Slots: s, Output: 60 * math.Exp(p.value), Low: 60 * math.Exp(p.value-tenth*sd), High: 60 * math.Exp(p.value+tenth*sd)}
		if x, ok := own[s]; ok {
			l.Seen = 60 * math.Exp(x.value)
		}
		out.Levels = append(out.Levels, l)
	}
	one := posterior[1]
	standard := b.standard / 60
	if standard <= 0 {
		standard = math.Exp(-b.mean[b.levels[0]])
	}
	sd := math.Sqrt(one.variance)
	out.Pace, out.Low, out.High = standard*math.Exp(one.value), standard*math.Exp(one.value-tenth*sd), standard*math.Exp(one.value+tenth*sd)
	out.Handle, out.Kept = 60/math.Exp(one.value), kept/shifts
	b.peak(&out, posterior)
	return out, true
}

// peak finds the conversations at once at which output is greatest: the fewest that come
// within a hair of it.
func (b *bench) peak(out *Stress, posterior map[int]measure) {
	last := b.levels[len(b.levels)-1]
	if last == 1 {
		return
	}
	best := 1
	for _, s := range b.levels {
		if posterior[s].value > posterior[best].value+flat {
			best = s
		}
	}
	out.Slots, out.Sure = best, 1
	for _, s := range b.levels {
		if s != best {
			gap := posterior[best].value + flat - posterior[s].value
			out.Sure = min(out.Sure, normal(gap/math.Sqrt(posterior[best].variance+posterior[s].variance)))
		}
	}
	at := best
	if at == 1 {
		at = b.levels[slices.IndexFunc(b.levels, func(s int) bool { return s > 1 })]
	}
	slower := float64(at) * math.Exp(posterior[1].value-posterior[at].value)
	out.Inflation = min(max((slower-1)/float64(at-1), 0.01), 3)
}

// normal is the distribution function of the normal distribution.
func normal(x float64) float64 { return 0.5 * math.Erfc(-x/math.Sqrt2) }
