package model

import (
	"math"

	"turno/forecast"
)

// closedSlots finds the slots of the week in which a queue does not work: passed at least
// twice and without exception missing or zero. Zeros alone are believed only when the same
// time on the other days makes so many of them unlikely, because a quiet night hour of an
// open queue has zeros too. Slots never passed count as open.
func closedSlots(h forecast.Series, s slots, slotOf []int) []bool {
	passed, seen, sum := make([]int, s.week()), make([]int, s.week()), make([]float64, s.week())
	for i, v := range h.Volume {
		k := slotOf[i]
		passed[k]++
		if finite(v) && v >= 0 {
			seen[k]++
			sum[k] += min(v, 1e6)
		}
	}
	closed := make([]bool, s.week())
	var open int
	for k := range closed {
		closed[k] = passed[k] >= 2 && sum[k] == 0 && (seen[k] == 0 || silent(k, s, seen, sum))
		if !closed[k] {
			open++
		}
	}
	if open == 0 { // nothing but zeros: a queue without work rather than without hours
		for k := range closed {
			closed[k] = seen[k] == 0
		}
	}
	return closed
}

// silent says whether zeros throughout slot k mean that nobody could write: the rate at
// this time on the other days, or in the two neighbouring hours, would give at least 5.
func silent(k int, s slots, seen []int, sum []float64) bool {
	within := k % s.perDay
	var others, count float64
	for d := range 7 {
		if j := d*s.perDay + within; j != k {
			others, count = others+sum[j], count+float64(seen[j])
		}
	}
	around := max(1, s.perDay/24)
	for d := -around; d <= around; d++ {
		j := (k + d + s.week()) % s.week()
		others, count = others+sum[j], count+float64(seen[j])
	}
	return others == 0 || others/math.Max(count, 1)*float64(seen[k]) >= 5
}
