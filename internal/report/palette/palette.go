// Package palette holds the colours of queues, so that a queue looks the same on pages, in
// charts and in workbooks.
package palette

import (
	"fmt"
	"image/color"
)

// queues are eight colours that stay apart for people who see red and green alike (after
// Okabe and Ito, 2008, lightened so that dark words can be read on them).
var queues = []string{"8ec7f0", "f3b23e", "63c7a7", "e79cc5", "efe06a", "f08b5f", "8ba6e0", "c9c3b5"}

// Ink is the colour of words on any of them, and Other that of what is no queue of the
// team's, as six hexadecimal digits.
const (
	Ink   = "12181f"
	Other = "c3cad3"
)

// Size is how many colours there are before they begin again.
func Size() int { return len(queues) }

// Queue is the colour of the queue at a place in the team's order, as six hexadecimal
// digits.
func Queue(i int) string { return queues[i%len(queues)] }

// RGB is such a colour for pictures.
func RGB(hex string) color.RGBA {
	c := color.RGBA{A: 0xff}
	if _, err := fmt.Sscanf(hex, "%02x%02x%02x", &c.R, &c.G, &c.B); err != nil {
		return color.RGBA{A: 0xff} // no colour of this package
	}
	return c
}
