package table

import "time"

const (
	daySeconds = 24 * 60 * 60
	firstYear  = 1970
	lastYear   = 2199
)

// stamp is a time as a row writes it: seconds on a local clock that knows no zone, or an
// instant where the row gives the offset.
type stamp struct {
	seconds int64 // since 1970, of the local clock or of UTC
	instant bool
}

// clockReader reads stamps. Rows mostly come by time, so the last date is remembered.
type clockReader struct {
	date string
	days int64
}

// parse reads 2026-11-02 09:00[:00] with a blank or T, with or without an offset, or a
// date alone. It is many times faster than time.Parse, which counts in a history of a
// million rows.
func (c *clockReader) parse(s string) (stamp, bool) {
	if len(s) < 10 {
		return stamp{}, false
	}
	if s[:10] != c.date {
		t, err := time.Parse(time.DateOnly, s[:10])
		if err != nil || t.Year() < firstYear || t.Year() > lastYear {
			return stamp{}, false
		}
		c.date, c.days = string([]byte(s[:10])), t.Unix()/daySeconds
	}
	at := stamp{seconds: c.days * daySeconds}
	if len(s) == 10 {
		return at, true
	}
	if s[10] != ' ' && s[10] != 'T' && s[10] != 't' {
		return stamp{}, false
	}
	clock, rest, ok := parseClock(s[11:])
	if !ok {
		return stamp{}, false
	}
	at.seconds += clock
	if rest == "" {
		return at, true
	}
	offset, ok := parseOffset(rest)
	at.seconds -= offset
	at.instant = true
	return at, ok
}

// parseClock reads H:MM, HH:MM or HH:MM:SS with at most a fraction of zeros.
func parseClock(s string) (seconds int64, rest string, ok bool) {
	if len(s) > 1 && s[1] == ':' {
		s = "0" + s
	}
	h, okH := twoDigits(s, 0, 23)
	m, okM := twoDigits(s, 3, 59)
	if !okH || !okM || s[2] != ':' {
		return 0, "", false
	}
	seconds, rest = int64(h*3600+m*60), s[5:]
	if rest == "" || rest[0] != ':' {
		return seconds, rest, true
	}
	sec, okS := twoDigits(rest, 1, 59)
	if !okS {
		return 0, "", false
	}
	rest = rest[3:]
	if len(rest) > 1 && rest[0] == '.' && rest[1] == '0' {
		for rest = rest[1:]; rest != "" && rest[0] == '0'; {
			rest = rest[1:]
		}
	}
	return seconds + int64(sec), rest, true
}

// parseOffset reads Z, +01:00, +0100 or +01, with at most one blank before it.
func parseOffset(s string) (seconds int64, ok bool) {
	if s[0] == ' ' {
		s = s[1:]
	}
	if s == "Z" || s == "z" {
		return 0, true
	}
	if s == "" || s[0] != '+' && s[0] != '-' {
		return 0, false
	}
	h, ok := twoDigits(s, 1, 23)
	if !ok {
		return 0, false
	}
	m := 0
	if rest := s[3:]; rest != "" {
		if rest[0] == ':' {
			rest = rest[1:]
		}
		if m, ok = twoDigits(rest, 0, 59); !ok || len(rest) != 2 {
			return 0, false
		}
	}
	seconds = int64(h*3600 + m*60)
	if s[0] == '-' {
		seconds = -seconds
	}
	return seconds, true
}

func twoDigits(s string, at, most int) (int, bool) {
	if len(s) < at+2 || s[at] < '0' || s[at] > '9' || s[at+1] < '0' || s[at+1] > '9' {
		return 0, false
	}
	n := int(s[at]-'0')*10 + int(s[at+1]-'0')
	return n, n <= most
}
