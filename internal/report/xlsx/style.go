package xlsx

import (
	"cmp"
	"fmt"

	"github.com/xuri/excelize/v2"

	"turno/internal/report/palette"
)

// Number formats of the spreadsheet's own language; the workspace's locale is put before
// them where they are used.
const (
	formatWhole  = "#,##0"
	formatTenth  = "#,##0.0"
	formatHours  = "#,##0.00"
	formatShare  = "0.0%"
	formatMoney  = "money" // amounts in the workspace's currency
	formatCoins  = "#,##0.00##"
	formatFine   = "0.0000"
	formatMoment = "ddd d mmm hh:mm"
	formatStamp  = "yyyy-mm-dd hh:mm"
	formatDay    = "ddd d mmm"
	formatDate   = "date" // a day as the locale writes it
	formatMonth  = "mmm yyyy"
)

// Colours of the workbook.
const (
	inkColor    = "2F5D73" // headers, main lines
	accentColor = "C2573A"
	paleColor   = "9DB8C7"
	inputColor  = "FFF9E5" // cells that people may change
	greyColor   = "808080"
)

const fontName = "Calibri"

// look is how a cell looks. The zero look is plain.
type look struct {
	format string
	bold   bool
	italic bool
	grey   bool
	wrap   bool
	input  bool // may be changed: blue on pale yellow
	indent bool // a little away from the number before it
	left   bool // a date that a row begins with
	size   float64
}

// look makes the style of a look once and gives its number afterwards.
func (b *book) look(l look) int {
	id, ok := b.looks[l]
	if !ok {
		id = b.style(fmt.Sprintf("look %+v", l), func() *excelize.Style { return b.styleOf(l) })
		b.looks[l] = id
	}
	return id
}

func (b *book) styleOf(l look) *excelize.Style {
	font := &excelize.Font{Bold: l.bold, Italic: l.italic, Family: fontName, Size: cmp.Or(l.size, 10)}
	if l.grey {
		font.Color = greyColor
	}
	s := &excelize.Style{Font: font}
	if l.format != "" {
		code := b.localised(l.format)
		s.CustomNumFmt = &code
	}
	switch {
	case l.wrap:
		s.Alignment = &excelize.Alignment{WrapText: true, Vertical: "top"}
	case l.indent:
		s.Alignment = &excelize.Alignment{Indent: 1}
	case l.left:
		s.Alignment = &excelize.Alignment{Horizontal: "left"}
	}
	if l.input {
		font.Color = "1F3FBF"
		s.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{inputColor}}
		for _, side := range []string{"left", "right", "top", "bottom"} {
			s.Border = append(s.Border, excelize.Border{Type: side, Color: "D9CDA0", Style: 1})
		}
	}
	return s
}

// localised is a number format in the workspace's locale.
func (b *book) localised(code string) string {
	switch code {
	case formatMoney:
		return b.locale.Money(b.plan.Input.Currency)
	case formatDate:
		return b.locale.Number(cmp.Or(b.locale.Date, "yyyy-mm-dd"))
	case formatStamp:
		return b.locale.Number(cmp.Or(b.locale.Date, "yyyy-mm-dd") + " hh:mm")
	}
	return b.locale.Number(code)
}

// style makes a style once and gives its number afterwards.
func (b *book) style(key string, make func() *excelize.Style) int {
	id, ok := b.styles[key]
	if !ok {
		var err error
		if id, err = b.f.NewStyle(make()); err != nil {
			id = 0 // the default style: the sheet stays readable
		}
		b.styles[key] = id
	}
	return id
}

func (b *book) bold() int { return b.look(look{bold: true, size: 11}) }

func (b *book) title() int { return b.look(look{bold: true, size: 16}) }

func (b *book) note() int { return b.look(look{italic: true, grey: true}) }

func (b *book) wrapped() int {
	return b.style("wrapped", func() *excelize.Style {
		return &excelize.Style{Font: &excelize.Font{Italic: true, Family: fontName, Size: 10}, Alignment: &excelize.Alignment{WrapText: true, Vertical: "center"}}
	})
}

func (b *book) header() int {
	return b.style("header", func() *excelize.Style {
		return &excelize.Style{
			Font:      &excelize.Font{Bold: true, Color: "FFFFFF", Family: fontName, Size: 10},
			Fill:      excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{inkColor}},
			Alignment: &excelize.Alignment{WrapText: true, Vertical: "center", Horizontal: "center"},
		}
	})
}

// format is a cell style with a number format.
func (b *book) format(code string) int { return b.look(look{format: code}) }

func (b *book) fill(color string) int {
	return b.style("fill "+color, func() *excelize.Style {
		return &excelize.Style{
			Fill:      excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{color}},
			Alignment: &excelize.Alignment{Horizontal: "center"},
			Font:      &excelize.Font{Size: 8, Color: palette.Ink, Family: fontName},
		}
	})
}
