package layout

import (
	"strconv"
	"strings"
	"time"

	"turno/forecast/messages"
)

// clock reads the times of an export.
type clock struct {
	zone       *time.Location
	monthFirst bool
	last       int64 // when the row before began or, within a row, this one

	date string // read last, and its days since 1970
	days int64

	day     int64 // whose offsets are known
	before  int64
	after   int64
	Folded  int // times that clocks show twice
	Skipped int // times that clocks skip
}

const daySeconds = 86400

// parse gives Unix seconds; ok is false for what is no time from 1970 to 2105.
func (c *clock) parse(s string) (at int64, ok bool) {
	local, instant, ok := c.read(s)
	if !ok {
		return 0, false
	}
	if !instant {
		local = c.toInstant(local)
	}
	if local < 0 || local > messages.MostSeconds {
		return 0, false
	}
	return local, true
}

func (c *clock) read(s string) (seconds int64, instant, ok bool) {
	switch {
	case len(s) == 30 && s[3] == ' ':
		seconds, ok = c.twitter(s)
		return seconds, true, ok
	case len(s) >= 8 && s[0] >= '0' && s[0] <= '9' && strings.Trim(s, "0123456789.") == "" && strings.Count(s, ".") <= 1:
		return c.number(s)
	}
	date, clock, _ := strings.Cut(s, " ")
	if i := strings.IndexByte(s, 'T'); i > 0 && i < len(date) {
		date, clock = s[:i], s[i+1:]
	}
	days, ok := c.dateOf(strings.TrimSuffix(date, ","))
	if !ok {
		if days, clock, ok = spelledDate(s); !ok {
			return 0, false, false
		}
	}
	seconds = days * daySeconds
	if clock == "" {
		return seconds, false, true
	}
	of, offset, instant, ok := timeOf(strings.TrimSpace(clock))
	return seconds + of - offset, instant, ok
}

// number is a time as seconds or milliseconds since 1970.
func (c *clock) number(s string) (int64, bool, bool) {
	x, err := strconv.ParseFloat(s, 64)
	switch {
	case err != nil:
		return 0, false, false
	case x > 1e11:
		x /= 1000
	case x < 1e8:
		return 0, false, false
	}
	return int64(x), true, true
}

// twitter reads Tue Oct 31 22:10:47 +0000 2017.
func (c *clock) twitter(s string) (int64, bool) {
	clock, offset, _, ok := timeOf(s[11:19] + s[20:25])
	if !ok || s[10] != ' ' || s[19] != ' ' || s[25] != ' ' {
		return 0, false
	}
	key := s[4:10] + s[26:]
	if c.date != key {
		t, err := time.Parse("Jan 02 2006", s[4:10]+" "+s[26:])
		if err != nil {
			return 0, false
		}
		c.date, c.days = strings.Clone(key), t.Unix()/daySeconds
	}
	return c.days*daySeconds + clock - offset, true
}

// dateOf reads 2017-10-31, 31/10/2017, 31.10.2017, 31-10-17 or, by the layout, 10/31/2017.
func (c *clock) dateOf(s string) (int64, bool) {
	if s == c.date {
		return c.days, true
	}
	format := "2006-01-02"
	if i := strings.IndexAny(s, "/.-"); i > 0 && i < 4 {
		format = "2" + s[i:i+1] + "1" + s[i:i+1] + "2006"
		if c.monthFirst && s[i] != '.' {
			format = "1" + s[i:i+1] + "2" + s[i:i+1] + "2006"
		}
		if last := strings.LastIndexByte(s, s[i]); len(s)-last == 3 {
			format = format[:len(format)-4] + "06"
		}
	} else if i > 0 {
		format = "2006" + s[i:i+1] + "01" + s[i:i+1] + "02"
	}
	t, err := time.Parse(format, s)
	if err != nil {
		return 0, false
	}
	c.date, c.days = strings.Clone(s), floorDiv(t.Unix(), daySeconds)
	return c.days, true
}

// swapped says whether a time can be read with day and month the other way round.
func (c *clock) swapped(s string) bool {
	other := clock{zone: c.zone, monthFirst: !c.monthFirst, day: -1 << 40}
	_, ok := other.parse(s)
	return ok
}

// timeOf reads 9:05, 09:05:07, 9:05 PM, with fractions of a second cut off, and an offset
// such as Z, +0100 or +01:00.
func timeOf(s string) (seconds, offset int64, instant, ok bool) {
	if len(s) > 1 && s[1] == ':' {
		s = "0" + s
	}
	h, ok1 := two(s, 0, 24)
	m, ok2 := two(s, 3, 59)
	if !ok1 || !ok2 || s[2] != ':' {
		return 0, 0, false, false
	}
	rest, sec := s[5:], int64(0)
	if strings.HasPrefix(rest, ":") {
		var ok3 bool
		if sec, ok3 = two(rest, 1, 60); !ok3 {
			return 0, 0, false, false
		}
		rest = rest[3:]
		if strings.HasPrefix(rest, ".") || strings.HasPrefix(rest, ",") {
			rest = strings.TrimLeft(rest[1:], "0123456789")
		}
	}
	switch rest = strings.TrimSpace(rest); strings.ToUpper(rest) {
	case "":
		return h*3600 + m*60 + sec, 0, false, true
	case "Z", "UTC", "GMT":
		return h*3600 + m*60 + sec, 0, true, true
	case "AM", "PM":
		if h < 1 || h > 12 {
			return 0, 0, false, false
		}
		h %= 12
		if rest[0] == 'P' || rest[0] == 'p' {
			h += 12
		}
		return h*3600 + m*60 + sec, 0, false, true
	}
	oh, ok1 := two(rest, 1, 23)
	if !ok1 || rest[0] != '+' && rest[0] != '-' {
		return 0, 0, false, false
	}
	om := int64(0)
	if tail := strings.TrimPrefix(rest[3:], ":"); tail != "" {
		if om, ok2 = two(tail, 0, 59); !ok2 || len(tail) != 2 {
			return 0, 0, false, false
		}
	}
	offset = oh*3600 + om*60
	if rest[0] == '-' {
		offset = -offset
	}
	return h*3600 + m*60 + sec, offset, true, true
}

func two(s string, at int, most int64) (int64, bool) {
	if len(s) < at+2 || s[at] < '0' || s[at] > '9' || s[at+1] < '0' || s[at+1] > '9' {
		return 0, false
	}
	n := int64(s[at]-'0')*10 + int64(s[at+1]-'0')
	return n, n <= most
}

// toInstant is when clocks in the zone show a local time. Of two such times it is the later
// one where the row before begins between them, as in a file in the order of time, or the
// row itself does; a time that the clocks skip is so much later as they skip.
func (c *clock) toInstant(local int64) int64 {
	if day := floorDiv(local, daySeconds); day != c.day {
		c.day, c.before, c.after = day, c.offset((day-1)*daySeconds), c.offset((day+2)*daySeconds)
	}
	if c.before == c.after {
		return local - c.before
	}
	first, second := local-c.before, local-c.after
	switch is1, is2 := c.offset(first) == c.before, c.offset(second) == c.after; {
	case is1 && is2 && first != second:
		c.Folded++
		if second > first && c.last > first && c.last <= second+3600 && c.last-first > 60 {
			return second
		}
		return first
	case is1:
		return first
	case is2:
		return second
	}
	c.Skipped++
	return first
}

func (c *clock) offset(at int64) int64 {
	_, offset := time.Unix(at, 0).In(c.zone).Zone()
	return int64(offset)
}

func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}
