package html

import (
	"math"
	"slices"
	"strings"
	"time"

	"turno/forecast"
	"turno/forecast/calendar"
)

// fan is the forecast of one queue: its range and median over time, what came a week before,
// and what is known of the period.
type fan struct {
	Queue                swatch
	Words                string // what comes in all
	Width                int
	Band, Middle, Before string // paths over a box of Width by 100
	Top, Step            string // the upper edge, and what is counted
	Days                 []dayMark
	Marks                []mark
	Rows                 []fanRow
	Ranged, Recorded     bool
}

// mark is a stretch in which a campaign, a holiday or a correction acts.
type mark struct {
	From, Long        int
	At                string // where it begins, in per cent
	Class, Name, When string
}

// fanRow is a day.
type fanRow struct{ Day, Volume, Range, Busiest string }

// fans are those of the queues that were forecast.
func (x *writer) fans() []fan {
	var out []fan
	for i, q := range x.sum.Queues {
		k := slices.IndexFunc(x.plan.Forecast.Volumes, func(v forecast.Volume) bool { return v.Queue == q.Queue.Name })
		if k < 0 || x.plan.Forecast.Volumes[k].Grid.N == 0 {
			continue
		}
		v := x.plan.Forecast.Volumes[k]
		f := x.fan(v)
		f.Words = x.T("%s contacts expected, %s in 8 of 10 such periods", x.Count(q.Volume), x.between([]float64{q.Low, q.High}))
		if i < len(x.plan.Profiles) && x.plan.Profiles[i].Volume.Grid.N > 0 {
			v = x.plan.Profiles[i].Volume // as everywhere on the page
		}
		for _, t := range x.daily([]forecast.Volume{v}) {
			f.Rows = append(f.Rows, x.fanRow(v, t))
		}
		out = append(out, f)
	}
	return out
}

func (x *writer) fanRow(v forecast.Volume, t forecast.Total) fanRow {
	row := fanRow{Day: x.dayName(calendar.DateOf(v.Grid.At(t.First))), Volume: x.Count(t.Mean), Range: x.between(t.Quantiles)}
	if v.Grid.Step <= time.Hour {
		if at, most := v.Busiest(t.First, t.N); most > 0 {
			row.Busiest = x.T("%s (%s)", x.clock(at), x.Count(most))
		}
	}
	return row
}

// fan draws a forecast by its own intervals.
func (x *writer) fan(v forecast.Volume) fan {
	g := v.Grid
	out := fan{Queue: x.swatch(v.Queue), Width: g.N, Ranged: len(v.Levels) > 1, Step: x.T("contacts every %s", x.Duration(g.Step))}
	switch g.Step {
	case time.Hour:
		out.Step = x.T("contacts an hour")
	case 24 * time.Hour:
		out.Step = x.T("contacts a day")
	}
	middle, low, high := v.Mean, v.Mean, v.Mean
	if n := len(v.Levels); n > 0 {
		middle, low, high = v.Quantiles[n/2], v.Quantiles[0], v.Quantiles[n-1]
	}
	before := x.weekBefore(v)
	out.Recorded = before != nil
	top := max(1, slices.Max(high), slices.Max(middle))
	most := 1.5 * top // so that a burst of the past flattens nothing
	for _, v := range before {
		if v > top { // not for NaN
			top = min(v, most)
		}
	}
	out.Band, out.Middle, out.Before = band(low, high, top), outline(middle, top), outline(before, top)
	out.Top = x.tenth(top)
	for _, d := range g.Days() {
		out.Days = append(out.Days, dayMark{d.First, d.N, x.dayName(d.Date)})
	}
	out.Marks = x.marks(v)
	return out
}

// weekBefore is what was recorded a week before each interval, at the volume's interval: not
// a number where nothing is, nil where nothing is at all.
func (x *writer) weekBefore(v forecast.Volume) []float64 {
	k := slices.IndexFunc(x.plan.Input.History, func(s forecast.Series) bool { return s.Queue == v.Queue })
	if k < 0 {
		return nil
	}
	h := x.plan.Input.History[k]
	out := make([]float64, v.Grid.N)
	some := false
	for i := range out {
		out[i] = math.NaN()
		if at := v.Grid.At(i).AddDate(0, 0, -7); h.Grid.Contains(at) {
			out[i] = h.Volume[h.Grid.Index(at)] * v.Grid.Hours() / h.Grid.Hours()
		}
		some = some || !math.IsNaN(out[i])
	}
	if !some {
		return nil
	}
	return out
}

// marked are the notes that are marked, with the classes of their shades.
var marked = map[forecast.NoteCode]string{forecast.NoteCampaign: "campaign", forecast.NoteHoliday: "holiday", forecast.NoteDate: "holiday", forecast.NoteOverride: "override"}

func (x *writer) marks(v forecast.Volume) []mark {
	g := v.Grid
	var out []mark
	for _, n := range v.Acting(x.plan.Forecast.Notes) {
		class, known := marked[n.Code]
		if !known || n.Queue != v.Queue || !n.Span.From.Before(g.End()) || !n.Span.To.After(g.Start) {
			continue
		}
		first, last := max(0, g.Index(n.Span.From)), g.N
		if n.Span.To.Before(g.End()) {
			last = max(first+1, g.Index(n.Span.To.Add(-1))+1)
		}
		out = append(out, mark{first, last - first, hundredths(100 * float64(first) / float64(g.N)), class, n.Name, x.Note(n)})
	}
	return out
}

// band is the area between two lines over a box that is 100 high.
func band(low, high []float64, top float64) string {
	back := slices.Clone(low)
	slices.Reverse(back)
	var b strings.Builder
	for i, v := range append(slices.Clone(high), back...) {
		k := i
		if i >= len(high) {
			k = 2*len(high) - 1 - i
		}
		b.WriteString(point(i == 0, float64(k)+0.5, 100-100*v/top))
	}
	return b.String() + "Z"
}

// outline is a line through the middles of intervals, broken where there is no number.
func outline(values []float64, top float64) string {
	var b strings.Builder
	begins := true
	for i, v := range values {
		if !math.IsNaN(v) {
			b.WriteString(point(begins, float64(i)+0.5, 100-100*v/top))
		}
		begins = math.IsNaN(v)
	}
	return b.String()
}

func point(first bool, x, y float64) string {
	verb := "L"
	if first {
		verb = "M"
	}
	return verb + place(x) + " " + place(max(0, y))
}
