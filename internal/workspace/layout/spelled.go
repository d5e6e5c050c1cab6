package layout

import (
	"strconv"
	"strings"
	"time"
)

// spelledDate reads a date with the month's English name, as in Nov 2, 2026 9:05 AM, 02-Nov-26
// or Mon, 2 November 2026, and what stands behind it.
func spelledDate(s string) (days int64, clock string, ok bool) {
	var day, year int
	var month time.Month
	for rest := s; rest != ""; {
		word := rest
		if i := strings.IndexAny(rest, " ,-/."); i >= 0 {
			word = rest[:i]
		}
		if strings.Contains(word, ":") {
			clock = rest
			break
		}
		rest = strings.TrimLeft(rest[len(word):], " ,-/.")
		n, err := strconv.Atoi(word)
		switch m := monthOf(word); {
		case m > 0 && month == 0:
			month = m
		case err == nil && len(word) == 4 && year == 0:
			year = n
		case err == nil && len(word) <= 2 && day == 0:
			day = n
		case err == nil && len(word) == 2 && year == 0:
			year = 2000 + n
		case err != nil && isWeekday(word):
		default:
			return 0, "", false
		}
	}
	t := time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
	return floorDiv(t.Unix(), daySeconds), clock, month > 0 && year > 0 && t.Day() == day && t.Month() == month
}

func monthOf(word string) time.Month {
	for m := time.January; m <= time.December; m++ {
		if len(word) >= 3 && len(word) <= len(m.String()) && strings.EqualFold(word, m.String()[:len(word)]) || strings.EqualFold(word, "sept") && m == time.September {
			return m
		}
	}
	return 0
}

func isWeekday(word string) bool {
	for d := time.Sunday; d <= time.Saturday; d++ {
		if len(word) >= 3 && len(word) <= len(d.String()) && strings.EqualFold(word, d.String()[:len(word)]) {
			return true
		}
	}
	return false
}
