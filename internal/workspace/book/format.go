package book

import (
	"strconv"
	"strings"
	"time"
)

// Format is what a number is shown as.
type Format uint8

// The formats that matter to who reads a table.
const (
	Plain Format = iota
	Date         // a date, with or without its time
	Clock        // a time of day, or a length of time
)

// maxStyles is more than spreadsheet programs write.
const maxStyles = 1 << 16

// formats reads what the numbers of each style are shown as.
func (b *Book) formats() ([]Format, error) {
	if b.styles == "" {
		return nil, nil
	}
	var sheet struct {
		Codes []struct {
			ID   int    `xml:"numFmtId,attr"`
			Code string `xml:"formatCode,attr"`
		} `xml:"numFmts>numFmt"`
		Styles []struct {
			ID int `xml:"numFmtId,attr"`
		} `xml:"cellXfs>xf"`
	}
	if err := b.decode(b.styles, &sheet); err != nil {
		return nil, err
	}
	if len(sheet.Styles) > maxStyles {
		return nil, broken("damaged (%d styles): expected a file saved as .xlsx", len(sheet.Styles))
	}
	own := map[int]Format{}
	for _, c := range sheet.Codes {
		own[c.ID] = formatOf(c.Code)
	}
	out := make([]Format, len(sheet.Styles))
	for i, s := range sheet.Styles {
		out[i] = builtin(s.ID)
		if f, ok := own[s.ID]; ok {
			out[i] = f
		}
	}
	return out, nil
}

// builtin is a format that has a number (ECMA-376, part 1, 18.8.30).
func builtin(id int) Format {
	switch {
	case id >= 14 && id <= 17, id == 22, id >= 27 && id <= 31, id == 36, id >= 50 && id <= 58:
		return Date
	case id >= 18 && id <= 21, id >= 32 && id <= 35, id >= 45 && id <= 47:
		return Clock
	}
	return Plain
}

// formatOf tells by the letters of a format's code, outside quotes and brackets but for [h],
// whether it shows days, or hours.
func formatOf(code string) Format {
	code, _, _ = strings.Cut(strings.ToLower(code), ";")
	clock := false
	for code != "" {
		c, rest := code[0], code[1:]
		switch c {
		case '"':
			_, rest, _ = strings.Cut(rest, `"`)
		case '\\', '_', '*':
			rest = rest[min(1, len(rest)):]
		case '[':
			inner, after, _ := strings.Cut(rest, "]")
			clock = clock || inner != "" && strings.Trim(inner, "hms") == ""
			rest = after
		case 'y', 'd':
			return Date
		case 'h', 's':
			clock = true
		}
		code = rest
	}
	if clock {
		return Clock
	}
	return Plain
}

// Length is the length of time that a number shown as one stands for, to the second.
func Length(number string) (time.Duration, bool) {
	x, err := strconv.ParseFloat(number, 64)
	if err != nil || !(x >= 0 && x < 100_000) {
		return 0, false
	}
	return time.Duration(x*daySeconds+0.5) * time.Second, true
}

const daySeconds = 24 * 60 * 60
