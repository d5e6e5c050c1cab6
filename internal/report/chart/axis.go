package chart

import (
	"math"
	"strconv"
	"time"

	"gonum.org/v1/plot"

	words "turno/internal/report/text"
)

// days marks local midnights: every day of up to three weeks, Mondays of up to half a
// year, and months beyond. The year stands at its first mark where it is not the usual.
func days(zone *time.Location, words words.Catalogue) plot.Ticker {
	return plot.TickerFunc(func(low, high float64) []plot.Tick {
		from, to := time.Unix(int64(low), 0).In(zone), time.Unix(int64(high), 0)
		length := int(to.Sub(from).Hours() / 24)
		y, m, d := from.Date()
		var ticks []plot.Tick
		shown := words.Year
		for k := 0; ; k++ {
			t := time.Date(y, m, d+k, 0, 0, 0, 0, zone)
			if t.After(to) {
				return ticks
			}
			if t.Before(from) || length > 22 && length <= 190 && t.Weekday() != time.Monday || length > 190 && t.Day() != 1 {
				continue
			}
			label := words.Weekday(t.Weekday()) + " " + strconv.Itoa(t.Day())
			switch {
			case length > 190:
				label = words.MonthShort(t.Month())
			case len(ticks) == 0 || t.Day() == 1 || length > 22:
				label = words.DayMonth(t)
			}
			if t.Year() != shown {
				label, shown = label+" "+strconv.Itoa(t.Year()), t.Year()
			}
			ticks = append(ticks, plot.Tick{Value: float64(t.Unix()), Label: label})
		}
	})
}

// counts marks about five round numbers, in the reader's language.
func counts(words words.Catalogue) plot.Ticker {
	return plot.TickerFunc(func(low, high float64) []plot.Tick {
		raw := (high - low) / 5
		power := math.Floor(math.Log10(raw))
		step := math.Pow(10, power)
		for _, by := range []float64{5, 2} {
			if raw >= by*step {
				step *= by
				break
			}
		}
		var ticks []plot.Tick
		for k := math.Ceil(low / step); k*step <= high; k++ {
			label := words.Trimmed(k*step, max(0, -int(power)))
			if k*step >= 10000 {
				label = words.Count(k * step)
			}
			ticks = append(ticks, plot.Tick{Value: k * step, Label: label})
		}
		return ticks
	})
}

// chance says what the outermost quantiles hold: 8 in 10 hours.
func chance(levels []float64, opt Options) string {
	return opt.Words.T("%.0f %% range", 100*(levels[len(levels)-1]-levels[0]))
}
