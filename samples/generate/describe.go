package main

import (
	"fmt"
	"io"
	"math"
	"slices"
	"time"
)

// describe prints what a reader wants to see of a sample: weeks, days, hours, spread.
func (out output) describe(w io.Writer) {
	for _, q := range out.queues {
		rows := out.rows[q.name]
		fmt.Fprintf(w, "%s %s: %d rows\n  weeks ", out.name, q.name, len(rows))
		var week, flushed, volume, seconds, handled float64
		for i, h := range rows {
			week += float64(h.volume)
			flushed, volume = flushed+float64(h.flushed), volume+float64(h.volume)
			seconds, handled = seconds+float64(h.aht*h.handled), handled+float64(h.handled)
			if i == len(rows)-1 || h.at.Weekday() == time.Sunday && rows[i+1].at.Weekday() == time.Monday {
				fmt.Fprintf(w, "%.0f ", week)
				week = 0
			}
		}
		fmt.Fprintf(w, "\n  flush %.2f aht %.0f s handled %.2f\n", flushed/volume, seconds/handled, handled/(volume-flushed))
		shape(w, rows)
	}
}

// shape prints shares by weekday and hour, the spread around them and the greatest peaks.
func shape(w io.Writer, rows []hour) {
	var days [7]float64
	var hours [24]float64
	var cells [168][]float64
	var total float64
	for _, h := range rows {
		v := float64(h.volume)
		days[(int(h.at.Weekday())+6)%7] += v
		hours[h.at.Hour()] += v
		cells[int(h.at.Weekday())*24+h.at.Hour()] = append(cells[int(h.at.Weekday())*24+h.at.Hour()], v)
		total += v
	}
	night := hours[22] + hours[23] + hours[0] + hours[1] + hours[2] + hours[3] + hours[4] + hours[5]
	fmt.Fprintf(w, "  weekend %.3f night %.3f hours ", (days[5]+days[6])/total, night/total)
	for _, h := range hours {
		fmt.Fprintf(w, "%.1f ", 100*h/total)
	}
	median := make([]float64, 168)
	for i, c := range cells {
		if slices.Sort(c); len(c) > 0 {
			median[i] = c[len(c)/2]
		}
	}
	var ratios, peaks []float64
	for _, h := range rows {
		if m := median[int(h.at.Weekday())*24+h.at.Hour()]; m >= 4 {
			ratios = append(ratios, float64(h.volume)/m)
			if r := float64(h.volume) / m; r > 3 {
				peaks = append(peaks, r)
			}
		}
	}
	if len(ratios) == 0 {
		return
	}
	cv, lag := spread(ratios)
	slices.Sort(peaks)
	fmt.Fprintf(w, "\n  CV %.2f lag1 %.2f hours over 3x %d", cv, lag, len(peaks))
	if len(peaks) > 0 {
		fmt.Fprintf(w, " median %.1f max %.1f", peaks[len(peaks)/2], peaks[len(peaks)-1])
	}
	fmt.Fprintln(w)
}

// spread is the coefficient of variation without the hours over twice the usual, and the
// correlation of neighbours.
func spread(x []float64) (cv, lag float64) {
	var n, sum, square float64
	for _, v := range x {
		if v < 2 {
			n, sum, square = n+1, sum+v, square+v*v
		}
	}
	m := sum / n
	variance := square/n - m*m
	var pairs, both float64
	for i := 1; i < len(x); i++ {
		if x[i] < 2 && x[i-1] < 2 {
			pairs, both = pairs+1, both+(x[i]-m)*(x[i-1]-m)
		}
	}
	return math.Sqrt(variance) / m, both / pairs / variance
}
