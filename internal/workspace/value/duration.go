package value

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// MaxDuration is the longest duration that ParseDuration reads: ten years.
const MaxDuration = 10 * 366 * 24 * time.Hour

var units = map[byte]time.Duration{'d': 24 * time.Hour, 'h': time.Hour, 'm': time.Minute, 's': time.Second}

// ParseDuration reads a duration of at least 0: numbers with the units d (24 hours), h, m
// and s, such as 30m, 8h30m, 1.5h or 12s. A plain 0 needs no unit; any other number does.
func ParseDuration(s string) (time.Duration, error) {
	text := strings.ReplaceAll(strings.TrimSpace(s), " ", "")
	const want = "expected a duration with its unit (d, h, m, s), such as 30m, 8h30m or 12s"
	switch {
	case text == "":
		return 0, expected(s, want)
	case text[0] == '-':
		return 0, expected(s, "expected a duration of 0 or more, such as 30m")
	case strings.Trim(text, "0123456789") == "":
		if strings.Trim(text, "0") == "" {
			return 0, nil
		}
		return 0, expected(s, want).hint(text + "m")
	}
	var total float64
	for text != "" {
		n := 0
		for n < len(text) && (text[n] >= '0' && text[n] <= '9' || text[n] == '.') {
			n++
		}
		number, err := strconv.ParseFloat(text[:n], 64)
		if err != nil || n == len(text) || units[text[n]] == 0 {
			return 0, expected(s, want)
		}
		total += number * float64(units[text[n]])
		text = text[n+1:]
	}
	if total > float64(MaxDuration) {
		return 0, expected(s, "expected a duration of at most ten years, such as 8h30m")
	}
	return time.Duration(total + 0.5), nil
}

// FormatDuration writes a duration as ParseDuration reads it, in hours, minutes and
// seconds: 8h30m, 12s, 0s.
func FormatDuration(d time.Duration) string {
	if d == 0 {
		return "0s"
	}
	var b strings.Builder
	if d < 0 {
		b.WriteByte('-')
		d = -d
	}
	for _, unit := range []byte{'h', 'm', 's'} {
		if n := d / units[unit]; n > 0 {
			fmt.Fprintf(&b, "%d%c", n, unit)
			d -= n * units[unit]
		}
	}
	return b.String()
}

// ParseDurations reads a range of durations such as 6h-8h30m; a single duration is both
// ends of its range. The first must not be above the second.
func ParseDurations(s string) (low, high time.Duration, err error) {
	from, to, ranged := strings.Cut(s, "-")
	if low, err = ParseDuration(from); err != nil {
		return 0, 0, expected(s, "expected a duration or a range of durations, such as 8h or 6h-8h30m")
	}
	if !ranged {
		return low, low, nil
	}
	if high, err = ParseDuration(to); err != nil {
		return 0, 0, expected(s, "expected a range of durations, such as 6h-8h30m")
	}
	if high < low {
		return 0, 0, expected(s, "expected the shorter duration first").hint(to + "-" + from)
	}
	return low, high, nil
}
