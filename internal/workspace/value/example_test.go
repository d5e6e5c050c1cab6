package value_test

import (
	"fmt"

	"turno/internal/workspace/value"
)

func ExampleParseHours() {
	hours, _ := value.ParseHours("mon-fri 08:00-20:00; sat 22:00-02:00")
	fmt.Println(hours.Week[1][0].From, hours.Week[1][0].To, hours.Week[6][0].To, len(hours.Week[0]))
	_, err := value.ParseHours("mon-fri 08:00-25:00")
	fmt.Println(err)
	// Output:
	// 08:00 20:00 26:00 0
	// "08:00-25:00": expected hours from-to, such as 09:00-21:00, always or closed
}

func ExampleParseShare() {
	_, err := value.ParseShare("0.8")
	fmt.Println(err)
	// Output: "0.8": expected a percentage from 0% to 100%, such as 80% (did you mean "80%"?)
}
